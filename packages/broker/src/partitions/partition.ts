/**
 * One partition that this broker leads: its log, its leader epoch, and those who wait for it (fetches for
 * data, coordinators for their appends, producers whose topic wants an fsync). Staged appends are written
 * once per turn; a disk that fails takes the partition offline, and nothing staged on it is ever
 * acknowledged.
 */
import type { TopicConfig } from '@samsa/config'
import { DiskError } from '@samsa/host'
import type { AppendContext, AppendOrigin, AppendResult, EpochEndOffset, PartitionLog } from '@samsa/log'
import type { KafkaErrorName } from '@samsa/protocol/kafka-errors'
import type { Uuid } from '@samsa/protocol/model/uuid'
import type { TrafficCounters } from '../metrics/metrics.js'
import type { ReplyBuffer } from '../transport/reply-buffer.js'
import type { StagedWriter, Turn } from '../transport/turn.js'
import { turnIntoError } from './produce-reply.js'

/** What became of an append. */
export type AppendOutcome =
  | { readonly error?: undefined; readonly baseOffset: number; readonly lastOffset: number }
  | { readonly error: KafkaErrorName; readonly message: string }

/** Waits for data beyond the high watermark, or for the partition to change. */
export interface DataWaiter {
  /** There may be more to read, or the partition is no longer what it was. */
  dataArrived(partition: Partition): void
}

/** Told what became of what was staged before. */
export interface WriteWaiter {
  /** Written (and on the device, where the topic asks for it): `error` undefined. */
  written(partition: Partition, error: KafkaErrorName | undefined): void
}

type MutableContext = { -readonly [Key in keyof AppendContext]: AppendContext[Key] }

/** See the file. */
export class Partition implements StagedWriter {
  /** Changes only when leadership does. */
  leaderEpoch = 0
  replicas = 1
  /** True: replies wait for an fsync (flush.messages is set), so they cannot be written ahead. */
  holdsReplies = false
  #offline: KafkaErrorName | undefined
  #staging = false
  #borrowing = false
  readonly #dataWaiters = new Set<DataWaiter>()
  #writeWaiters: WriteWaiter[] = []
  #commits: (() => void)[] = []
  #flushing: Promise<void> | undefined
  /**
   * Acknowledgements written ahead; only the first `#aheadCount` count. The place holds position * 32 +
   * version.
   */
  readonly #aheadBuffers: ReplyBuffer[] = []
  readonly #aheadPlaces: number[] = []
  #aheadCount = 0
  readonly #context: MutableContext = { origin: 'client', leaderEpoch: 0, now: 0, apiVersion: 0 }

  constructor(
    readonly topic: string,
    readonly index: number,
    readonly topicId: Uuid,
    readonly log: PartitionLog,
    private readonly turn: Turn,
    readonly traffic: TrafficCounters,
  ) {
    this.configured(log.config)
  }

  /** Exclusive: the first offset consumers may not see yet. */
  get highWatermark(): number {
    return this.log.highWatermark
  }

  /** Why nothing can be read or written here, e.g. KAFKA_STORAGE_ERROR; undefined when all is well. */
  get offline(): KafkaErrorName | undefined {
    return this.#offline
  }

  /**
   * Where an epoch ends, exclusive: of the current one, where the log does; of one that is not known, of the
   * largest known one before it; -1 where there is none.
   */
  endOfEpoch(epoch: number): EpochEndOffset {
    if (epoch === this.leaderEpoch) return { epoch, endOffset: this.log.logEndOffset }
    if (epoch > this.leaderEpoch) return { epoch: -1, endOffset: -1 }
    return this.log.endOffsetForEpoch(epoch)
  }

  /** Takes new settings over. */
  configured(config: TopicConfig): void {
    if (config !== this.log.config) this.log.reconfigure(config)
    this.holdsReplies = Number(config.get('flush.messages')) < Number.MAX_SAFE_INTEGER
  }

  /**
   * Stages batches: validated and with their offsets, to be written at the end of the turn, or, as long as
   * they lie in borrowed bytes, before the turn's owner reuses those. Not while `offline`.
   */
  stage(bytes: Uint8Array, origin: AppendOrigin, apiVersion: number): AppendResult {
    const context = this.#context
    context.origin = origin
    context.leaderEpoch = this.leaderEpoch
    context.now = this.turn.now
    context.apiVersion = apiVersion
    const result = this.log.append(bytes, context)
    if (result.error !== '' || result.duplicate) return result
    if (!this.#staging) this.#stageSelf()
    if (!result.copied && !this.#borrowing) {
      this.#borrowing = true
      this.turn.stageBorrowed(this)
    }
    return result
  }

  /** Told once what is staged now is written, or that it is lost. */
  onWritten(waiter: WriteWaiter): void {
    this.#writeWaiters.push(waiter)
    this.#stageSelf()
  }

  /**
   * An acknowledgement of what is staged now has been written ahead into `buffer` (produce-reply.ts): should
   * the write fail, it is turned into an error before it can leave.
   */
  acknowledgedAhead(buffer: ReplyBuffer, position: number, apiVersion: number): void {
    // Nothing staged: a duplicate of what was written in an earlier turn. Its reply leaves as it is.
    if (!this.#staging) return
    const count = this.#aheadCount++
    this.#aheadBuffers[count] = buffer
    this.#aheadPlaces[count] = position * 32 + apiVersion
  }

  /**
   * Appends batches on behalf of a coordinator. `bytes` may be reused only after `onCommitted`, which is
   * called once: when the high watermark has passed the batches (written, and flushed where the topic asks
   * for it), or with the error. Never called before this method returned. Appends commit in the order they
   * were made. Returns the offsets the batches get if they commit, or at once the error with which they were
   * refused.
   */
  appendAsLeader(bytes: Uint8Array, onCommitted: (outcome: AppendOutcome) => void): AppendOutcome {
    const outcome = this.#stageForCoordinator(bytes)
    this.onWritten({
      written: (_partition, error) => {
        const lost = outcome.error === undefined && error !== undefined
        const final = lost ? { error, message: 'the disk failed' } : outcome
        this.#commits.push(() => onCommitted(final))
      },
    })
    return outcome
  }

  /** Tells the waiter each time there may be more to read, until `unwait`. */
  waitForData(waiter: DataWaiter): void {
    this.#dataWaiters.add(waiter)
  }

  unwait(waiter: DataWaiter): void {
    this.#dataWaiters.delete(waiter)
  }

  writeStaged(): void {
    this.#staging = false
    this.#borrowing = false
    if (this.log.staged > 0) this.#write()
    if (this.#aheadCount === 0) return
    if (this.#offline !== undefined) for (let i = 0; i < this.#aheadCount; i++) this.#takeBack(i)
    this.#aheadCount = 0
  }

  afterWrite(): void {
    const waits = this.#writeWaiters.length > 0 || this.log.flushDue
    if (waits && this.log.staged === 0) this.#tellWriters()
    this.#runCommits()
    this.#tellReaders()
  }

  #tellReaders(): void {
    if (this.#dataWaiters.size === 0) return
    for (const waiter of [...this.#dataWaiters]) waiter.dataArrived(this)
  }

  /** Nothing is read or written here any more. Those who wait are told. */
  goOffline(error: KafkaErrorName): void {
    if (this.#offline !== undefined) return
    this.#offline = error
    this.#stageSelf()
  }

  #stageSelf(): void {
    if (this.#staging) return
    this.#staging = true
    this.turn.stage(this)
  }

  #stageForCoordinator(bytes: Uint8Array): AppendOutcome {
    if (this.#offline !== undefined) return { error: this.#offline, message: 'the partition is offline' }
    const result = this.stage(bytes, 'coordinator', 0)
    if (result.error !== '') return { error: result.error, message: result.message }
    return { baseOffset: result.baseOffset, lastOffset: result.lastOffset }
  }

  #write(): void {
    if (this.#offline !== undefined) return
    try {
      this.log.write()
      this.#advanceHighWatermark()
    } catch (error) {
      if (!(error instanceof DiskError)) throw error
      this.goOffline('KAFKA_STORAGE_ERROR')
    }
  }

  /**
   * What a flush is due for is not shown to consumers before it: a power loss must not take back what was
   * read.
   */
  #advanceHighWatermark(): void {
    if (this.replicas !== 1) return
    const { flushDue, recoveryPoint, logEndOffset, highWatermark } = this.log
    const safe = flushDue ? recoveryPoint : logEndOffset
    if (safe > highWatermark) this.log.advanceHighWatermark(safe)
  }

  #takeBack(ahead: number): void {
    const place = this.#aheadPlaces[ahead] as number
    const apiVersion = place % 32
    turnIntoError(
      this.#aheadBuffers[ahead] as ReplyBuffer,
      (place - apiVersion) / 32,
      apiVersion,
      this.#offline,
    )
  }

  #tellWriters(): void {
    const waiters = this.#writeWaiters
    this.#writeWaiters = []
    const due = this.#offline === undefined && this.log.flushDue
    if (!due && this.#flushing === undefined) {
      for (const waiter of waiters) waiter.written(this, this.#offline)
      return
    }
    // Those who come after a flush that is under way wait for it too: appends commit in the order they were
    // made.
    const before = this.#flushing ?? Promise.resolve()
    let unflushed: KafkaErrorName | undefined
    const flushing = before
      .then(() => (due ? this.log.flush() : undefined))
      .catch((error: unknown) => {
        if (!(error instanceof DiskError)) throw error
        unflushed = 'KAFKA_STORAGE_ERROR'
        // For want of a descriptor nothing is broken: these appends are not promised, the next flush may be.
        if (error.kind !== 'too-many-files') this.goOffline(unflushed)
      })
      .then(() => {
        if (this.#offline === undefined) this.#advanceHighWatermark()
        for (const waiter of waiters) waiter.written(this, this.#offline ?? unflushed)
        if (this.#flushing === flushing) this.#flushing = undefined
        this.#runCommits()
        this.#tellReaders()
      })
    this.#flushing = flushing
  }

  /** Coordinators are told last, in the order of their appends. */
  #runCommits(): void {
    while (this.#commits.length > 0) {
      const commits = this.#commits
      this.#commits = []
      for (const commit of commits) commit()
    }
  }
}
