/**
 * One partition on its way to another data directory (KIP-113): its future log is filled from the current one, in
 * pieces, while the partition is served; when both are the same, the future one takes over within one turn, so that
 * nobody sees a partition that is neither here nor there. Refuses: where to, and what becomes of the folders.
 */
import { DiskError, type Host } from '@samsa/host'
import type { PartitionLog } from '@samsa/log'
import { batchBaseOffset } from '@samsa/record/record-batch'
import type { Turn } from '../transport/turn.js'
import type { Partition } from './partition.js'

/** Read, checked and written within one turn. */
const PIECE_BYTES = 256 * 1024
/** Copied within the turn of the swap, at most. */
const TAIL_BYTES = 1 << 20
/** Copied between two flushes, so that a move cannot fill the memory with pages to be written. */
const UNFLUSHED_BYTES = 32 << 20
/** While the target is full, or nothing could be read. */
const PAUSE_MS = 500

export interface ReplicaMoveParts {
  readonly host: Host
  readonly turn: Turn
  readonly partition: Partition
  readonly future: PartitionLog
  /** Bytes a second that may be copied. */
  mostBytesPerSecond(): number
  /** The future log takes over: it holds all that the current one does. Throws DiskError. */
  swap(): void
}

/** 'broken': the future log is of no use. 'failed': a disk; what there is stays for the next start. */
export type MoveOutcome = 'moved' | 'cancelled' | 'broken' | 'failed'

export class ReplicaMove {
  #cancelled = false
  #unflushed = 0
  /** Since the last rest. */
  #copied = 0
  #buffer = new Uint8Array(PIECE_BYTES)
  #wake: (() => void) | undefined

  constructor(private readonly parts: ReplicaMoveParts) {}

  get future(): PartitionLog {
    return this.parts.future
  }

  /** Nothing is copied any more from now on. */
  cancel(): void {
    this.#cancelled = true
    this.#wake?.()
  }

  async run(): Promise<MoveOutcome> {
    const { host, partition, future } = this.parts
    try {
      await partition.log.compaction.abort()
      for (;;) {
        if (this.#isOver()) break
        const began = host.clock.monotonic()
        const copied = await this.#copy()
        if (copied === 'broken' || this.#isOver()) break
        if (copied === 'all' && (await this.#finish())) return 'moved'
        if (copied === 'nothing') await this.#sleep(PAUSE_MS)
        else await this.#sleep(this.#restAfter(host.clock.monotonic() - began))
      }
      if (this.#cancelled) return 'cancelled'
      return partition.offline === undefined && !future.isLost ? 'broken' : 'failed'
    } catch (error) {
      if (!(error instanceof DiskError)) throw error
      host.log.write('error', 'a move to another data directory failed', {
        log: future.folder,
        error: error.message,
      })
      return 'failed'
    }
  }

  /** Others get at least as much of the disk and of the processor as the move takes. */
  #restAfter(tookMs: number): number {
    const dueMs = (this.#copied / this.parts.mostBytesPerSecond()) * 1000
    this.#copied = 0
    return Math.max(tookMs, dueMs - tookMs)
  }

  #isOver(): boolean {
    return this.#cancelled || this.parts.partition.offline !== undefined || this.parts.future.isLost
  }

  /** 'all': the future log holds what the current one does. 'nothing': it could take nothing now. */
  async #copy(): Promise<'some' | 'all' | 'nothing' | 'broken'> {
    const { future } = this.parts
    await this.#align()
    const log = this.parts.partition.log
    if (future.logEndOffset >= log.logEndOffset) return 'all'
    // The first batch may begin below the log start offset.
    const from = Math.max(future.logEndOffset, log.logStartOffset)
    const read = await log.read(from, PIECE_BYTES, log.logEndOffset, true, (bytes) => this.#lend(bytes))
    if (this.#isOver() || read.error !== '' || read.bytes.length === 0) return 'nothing'
    const copied = this.#append(read.bytes)
    if (copied === 'some' && this.#unflushed >= UNFLUSHED_BYTES) {
      this.#unflushed = 0
      await future.flush()
    }
    return copied
  }

  #lend(bytes: number): Uint8Array {
    if (this.#buffer.length < bytes) this.#buffer = new Uint8Array(bytes)
    return this.#buffer
  }

  /** The future log begins with the batch that the current one begins with, and ends at or before its end. */
  async #align(): Promise<void> {
    const { partition, future } = this.parts
    const log = partition.log
    if (future.logEndOffset > log.logEndOffset) await future.truncateTo(log.logEndOffset)
    if (future.logEndOffset >= log.logStartOffset && future.sizeInBytes > 0) return
    const first = await log.read(log.logStartOffset, 1, log.logEndOffset, true)
    if (first.error !== '') return
    const { bytes } = first
    const base =
      bytes.length === 0
        ? log.logEndOffset
        : batchBaseOffset(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), 0)
    if (future.logEndOffset !== base) await future.truncateFullyAndStartAt(base)
  }

  /** Throws DiskError when the target's disk fails. */
  #append(bytes: Uint8Array): 'some' | 'nothing' | 'broken' {
    const { host, partition, future } = this.parts
    const now = host.clock.wall()
    const result = future.append(bytes, { origin: 'replication', leaderEpoch: partition.leaderEpoch, now })
    if (result.error === 'KAFKA_STORAGE_ERROR') return 'nothing'
    if (result.error !== '') {
      const facts = { log: future.folder, error: result.error, message: result.message }
      host.log.write('error', 'a partition cannot be moved: its log cannot be copied', facts)
      return 'broken'
    }
    try {
      future.write()
    } catch (error) {
      if (error instanceof DiskError && future.isFull) return 'nothing'
      throw error
    }
    this.#unflushed += bytes.length
    this.#copied += bytes.length
    this.#follow()
    return 'some'
  }

  #follow(): void {
    const { partition, future } = this.parts
    const log = partition.log
    future.advanceHighWatermark(Math.min(log.highWatermark, future.logEndOffset))
    if (log.logStartOffset > future.logStartOffset)
      future.deleteRecordsBefore(Math.min(log.logStartOffset, future.highWatermark))
  }

  /** Once what is copied is on the device, the rest and the swap happen within one turn. False: not yet. */
  async #finish(): Promise<boolean> {
    const { turn, partition, future } = this.parts
    await future.flush()
    if (this.#isOver()) return false
    turn.writeAll()
    const log = partition.log
    if (partition.offline !== undefined || log.staged > 0 || !this.#copyTail(log)) return false
    // What was promised to be on the device is so in the new place too.
    if (future.recoveryPoint < log.recoveryPoint && !future.flushTailNow()) return false
    this.parts.swap()
    return true
  }

  #copyTail(log: PartitionLog): boolean {
    const { future } = this.parts
    for (let left = TAIL_BYTES; future.logEndOffset < log.logEndOffset; ) {
      if (left <= 0) return false
      const from = Math.max(future.logEndOffset, log.logStartOffset)
      const read = log.read(from, PIECE_BYTES, log.logEndOffset, true, (bytes) => this.#lend(bytes))
      if (read instanceof Promise) {
        // From a cold place: the next round copies it.
        read.catch(() => undefined)
        return false
      }
      if (read.error !== '' || read.bytes.length === 0 || this.#append(read.bytes) !== 'some') return false
      left -= read.bytes.length
    }
    this.#follow()
    return true
  }

  #sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = this.parts.host.timers.after(ms, resolve)
      this.#wake = () => {
        timer.cancel()
        resolve()
      }
    })
  }
}
