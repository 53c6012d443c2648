/**
 * Builds the files beside a partition's segments anew from the batches, in one pass: offset and time indexes,
 * transaction indexes, producer snapshots, the leader epochs. Each is written beside its place, synced, and renamed.
 */
import type { Disk } from '@samsa/host'
import { batchBaseOffset, batchMagic } from '@samsa/record/record-batch'
import { viewOf } from '@samsa/record/bytes'
import { CorruptRecord } from '@samsa/record/corrupt-record'
import { lastOffsetOf, leaderEpochOf, maxTimestampOf } from '../core/batch-facts.js'
import { logFileName, type LogFileKind } from '../core/file-names.js'
import { encodeLeaderEpochs } from '../core/leader-epoch-history.js'
import { OFFSET_ENTRY_BYTES, writeOffsetEntry } from '../core/offset-index.js'
import { decodeProducerSnapshot, encodeProducerSnapshot } from '../core/producer-snapshot.js'
import { ProducerState } from '../core/producer-state.js'
import { SegmentTail } from '../core/segment-tail.js'
import { TIME_ENTRY_BYTES, writeTimeEntry } from '../core/time-index.js'
import {
  ABORTED_TRANSACTION_BYTES,
  type AbortedTransaction,
  readAbortedTransactions,
  transactionIndexProblem,
  writeAbortedTransaction,
} from '../core/transaction-index.js'
import { readSmallFile, replaceFile } from '../shell/durable-file.js'
import { EntryBytes } from '../shell/entry-bytes.js'
import { EpochCheck } from './epoch-check.js'
import { FileWindow } from './file-window.js'
import { sortPartitionFiles } from './partition-files.js'
import type { PartitionRepairs } from './partition-repairs.js'
import { scanSegment } from './scan-segment.js'

export interface RebuildOptions {
  /** index.interval.bytes */
  readonly indexIntervalBytes: number
  readonly logStartOffset: number
}

/** Names of the files written. Rejects with DiskError. */
export async function rebuildPartition(
  disk: Disk,
  folder: string,
  repairs: PartitionRepairs,
  options: RebuildOptions,
): Promise<readonly string[]> {
  const files = sortPartitionFiles(disk.list(folder).map(({ name }) => name))
  const rebuild = new PartitionRebuild(disk, folder, repairs, options, files.segments[0] ?? 0)
  const due = [...repairs.snapshots].sort((a, b) => a - b)
  for (const base of files.segments) await rebuild.segment(base, due)
  await rebuild.finish(due)
  return rebuild.written
}

class PartitionRebuild {
  readonly written: string[] = []
  readonly #producers = new ProducerState()
  readonly #epochs: EpochCheck
  #end: number

  constructor(
    private readonly disk: Disk,
    private readonly folder: string,
    private readonly repairs: PartitionRepairs,
    private readonly options: RebuildOptions,
    private readonly firstOffset: number,
  ) {
    this.#end = firstOffset
    this.#epochs = new EpochCheck([], options.logStartOffset)
    const bytes = readSmallFile(disk, `${folder}/${logFileName(firstOffset, 'snapshot')}`)
    const before = bytes === undefined ? undefined : decodeProducerSnapshot(bytes)
    if (before !== undefined && 'entries' in before)
      this.#producers.restore(before.entries, 0, Number.POSITIVE_INFINITY)
  }

  /** `due` are the offsets at which snapshots are wanted, ascending; those that are reached are taken out. */
  async segment(base: number, due: number[]): Promise<void> {
    const { repairs, disk, folder } = this
    const tail = new SegmentTail(base, 0, 0)
    const offsets = new EntryBytes(OFFSET_ENTRY_BYTES)
    const times = new EntryBytes(TIME_ENTRY_BYTES)
    const aborted: AbortedTransaction[] = []
    const snapshots: [number, Uint8Array][] = []
    const addTime = (): void =>
      times.add((view, at) => writeTimeEntry(view, at, tail.maxTimestamp, tail.offsetOfMaxTimestamp - base))
    const batch = (window: FileWindow, position: number, size: number): undefined => {
      const at = window.at(position)
      const { bytes, view } = window
      const last = lastOffsetOf(view, at)
      const first = batchMagic(view, at) === 2 ? batchBaseOffset(view, at) : last
      while (due.length > 0 && (due[0] as number) <= first)
        snapshots.push([due.shift() as number, encodeProducerSnapshot(this.#producers.snapshot())])
      const entries = tail.add(size, last, maxTimestampOf(view, at), this.options.indexIntervalBytes)
      if (entries !== 0) offsets.add((into, slot) => writeOffsetEntry(into, slot, last - base, position))
      if (entries === 2) addTime()
      this.#epochs.batch(first, last, leaderEpochOf(view, at))
      const ended = batchMagic(view, at) === 2 ? this.#apply(bytes, view, at) : undefined
      if (ended !== undefined) aborted.push(ended)
      this.#end = last + 1
      return undefined
    }
    const file = disk.open(`${folder}/${logFileName(base, 'log')}`, 'read')
    try {
      await scanSegment(new FileWindow(file, file.size()), base, { batch, bad: () => undefined })
    } finally {
      await file.close()
    }
    for (const [offset, bytes] of snapshots) await this.#write(offset, 'snapshot', bytes)
    if (repairs.indexes.has(base)) {
      if (tail.takesTimeEntry()) addTime()
      await this.#write(base, 'index', offsets.bytes)
      await this.#write(base, 'timeindex', times.bytes)
    }
    if (repairs.transactionIndexes.has(base)) await this.#writeTransactions(base, aborted)
  }

  #apply(bytes: Uint8Array, view: DataView, at: number): AbortedTransaction | undefined {
    try {
      const completed = this.#producers.apply(bytes, view, at)
      return completed?.isAborted === true ? completed : undefined
    } catch (error) {
      if (!(error instanceof CorruptRecord)) throw error
      return undefined
    }
  }

  /** What the markers tell, and of the old index what they cannot: transactions whose data is gone. */
  async #writeTransactions(base: number, aborted: readonly AbortedTransaction[]): Promise<void> {
    const stored = readSmallFile(this.disk, `${this.folder}/${logFileName(base, 'txnindex')}`)
    const old =
      stored === undefined || transactionIndexProblem(stored, base, Number.POSITIVE_INFINITY) !== ''
        ? []
        : readAbortedTransactions(stored)
    const known = new Set(aborted.map(({ lastOffset }) => lastOffset))
    const kept = old.filter(
      ({ firstOffset, lastOffset }) =>
        !known.has(lastOffset) && firstOffset < this.firstOffset && lastOffset < this.#end,
    )
    const all = [...kept, ...aborted].sort((a, b) => a.lastOffset - b.lastOffset)
    const bytes = new Uint8Array(all.length * ABORTED_TRANSACTION_BYTES)
    all.forEach((entry, slot) =>
      writeAbortedTransaction(viewOf(bytes), slot * ABORTED_TRANSACTION_BYTES, entry),
    )
    if (all.length > 0) return this.#write(base, 'txnindex', bytes)
    await this.disk.remove(`${this.folder}/${logFileName(base, 'txnindex')}`)
  }

  async finish(due: number[]): Promise<void> {
    for (const offset of due.splice(0)) {
      const bytes = encodeProducerSnapshot(this.#producers.snapshot())
      if (offset <= this.#end) await this.#write(offset, 'snapshot', bytes)
      else await this.disk.remove(`${this.folder}/${logFileName(offset, 'snapshot')}`)
    }
    if (this.repairs.epochs) {
      const text = encodeLeaderEpochs(this.#epochs.fromBatches)
      await this.#replace('leader-epoch-checkpoint', new TextEncoder().encode(text))
    }
    await this.disk.syncDirectory(this.folder)
  }

  #write(offset: number, kind: LogFileKind, bytes: Uint8Array): Promise<void> {
    return this.#replace(logFileName(offset, kind), bytes)
  }

  async #replace(name: string, bytes: Uint8Array): Promise<void> {
    await replaceFile(this.disk, `${this.folder}/${name}`, bytes)
    this.written.push(name)
  }
}
