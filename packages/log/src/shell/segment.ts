/**
 * One segment: a `.log` file and its indexes, named for the first offset. Knows positions and entries;
 * decides nothing.
 */
import { type LogFileKind, logFileName } from '../core/file-names.js'
import {
  type OffsetIndexFacts,
  offsetIndexProblem,
  type TimeIndexFacts,
  timeIndexProblem,
} from '../core/index-soundness.js'
import { OFFSET_ENTRY_BYTES, writeOffsetEntry } from '../core/offset-index.js'
import type { IndexEntries, SegmentTail } from '../core/segment-tail.js'
import { TIME_ENTRY_BYTES, timestampAt, writeTimeEntry } from '../core/time-index.js'
import { IndexFile, type Lookup } from './index-file.js'
import type { IndexPages } from './index-pages.js'
import { LazyFile } from './lazy-file.js'
import type { LogDisk } from './log-disk.js'
import { TransactionIndex } from './transaction-index.js'

const kinds: readonly LogFileKind[] = ['log', 'index', 'timeindex', 'txnindex']

const firstInt32 = (view: DataView, at: number): number => view.getInt32(at)
const positionAt = (view: DataView, at: number): number => view.getInt32(at + 4)
const relativeOffsetAt = (view: DataView, at: number): number => view.getInt32(at + 8)

function* offsetFacts(index: IndexFile): Lookup<OffsetIndexFacts> {
  const last = yield* index.lastEntry((view, at) => ({
    relativeOffset: firstInt32(view, at),
    position: positionAt(view, at),
  }))
  return { isRagged: index.isRagged, last }
}

function* timeFacts(index: IndexFile): Lookup<TimeIndexFacts> {
  const last = yield* index.lastEntry((view, at) => ({
    timestamp: timestampAt(view, at),
    relativeOffset: relativeOffsetAt(view, at),
  }))
  const timestamp = last === undefined ? -1 : yield* index.entry(0, timestampAt)
  return { isRagged: index.isRagged, first: last === undefined ? undefined : { timestamp }, last }
}

export class Segment {
  /** Made when they are first used: most segments of a directory rest. */
  #log: LazyFile | undefined
  #offsetIndex: IndexFile | undefined
  #timeIndex: IndexFile | undefined
  #transactions: TransactionIndex | undefined
  /** Bytes written to the `.log` file. */
  size = 0
  /** Place of the first byte written since the start: what lies behind was in the page cache then. -1: none was. */
  warmFrom = -1
  /** Offset and time index were written by this process, or looked at and found good. */
  areIndexesSound = false
  /** The look at the indexes under way. */
  check: Promise<void> | undefined
  /** Of the records, once it was looked up; -1: not yet. */
  #youngest = -1
  /** The name's ending once the segment is on its way out. */
  #leaving = ''
  #gone = false

  constructor(
    private readonly disk: LogDisk,
    private readonly folder: string,
    readonly baseOffset: number,
    private readonly pages: IndexPages,
  ) {}

  get log(): LazyFile {
    this.#log ??= this.#kept(new LazyFile(this.disk, this.#path('log') + this.#leaving))
    return this.#log
  }

  get offsetIndex(): IndexFile {
    this.#offsetIndex ??= this.#index('index', OFFSET_ENTRY_BYTES)
    return this.#offsetIndex
  }

  get timeIndex(): IndexFile {
    this.#timeIndex ??= this.#index('timeindex', TIME_ENTRY_BYTES)
    return this.#timeIndex
  }

  /** Their change must be on the device before its markers count as flushed: a sealed segment is not recovered. */
  get hasNewTransactions(): boolean {
    return this.#transactions?.isDirty === true
  }

  get transactions(): TransactionIndex {
    this.#transactions ??= new TransactionIndex(this.disk, this.#path('txnindex') + this.#leaving, this.pages)
    return this.#transactions
  }

  #index(kind: LogFileKind, entryBytes: number): IndexFile {
    const index = new IndexFile(this.disk, this.#path(kind) + this.#leaving, entryBytes, this.pages)
    this.#kept(index.file)
    return index
  }

  #kept(file: LazyFile): LazyFile {
    if (this.#gone) file.retire()
    return file
  }

  #path(kind: LogFileKind): string {
    return `${this.folder}/${logFileName(this.baseOffset, kind)}`
  }

  /** Makes the files of a segment that begins now. A leftover of the same name is emptied. */
  createFiles(): void {
    for (const file of [this.log, this.offsetIndex.file, this.timeIndex.file]) {
      if (file.file.size() > 0) file.file.truncate(0)
    }
    this.transactions.create()
  }

  /** Its files are about to be created: nothing is in its indexes yet. */
  assumeNew(): this {
    this.areIndexesSound = true
    this.offsetIndex.assumeEmpty()
    this.timeIndex.assumeEmpty()
    this.transactions.assumeEmpty()
    return this
  }

  /** Appends to the `.log` file. Throws DiskError. */
  write(chunks: readonly Uint8Array[], bytes: number): void {
    this.log.file.writev(chunks, this.size)
    if (this.warmFrom < 0) this.warmFrom = this.size
    this.size += bytes
    this.offsetIndex.writeEnough()
    this.timeIndex.writeEnough()
  }

  /** Adds what `SegmentTail.add` decided for the batch at `position`. */
  addEntries(entries: IndexEntries, tail: SegmentTail, lastOffset: number, position: number): void {
    this.offsetIndex.append((view, at) => writeOffsetEntry(view, at, lastOffset - this.baseOffset, position))
    if (entries === 2) this.addTimeEntry(tail)
  }

  addTimeEntry(tail: SegmentTail): void {
    const offset = tail.offsetOfMaxTimestamp - this.baseOffset
    this.#youngest = -1
    this.timeIndex.append((view, at) => writeTimeEntry(view, at, tail.maxTimestamp, offset))
  }

  /** Place of the batch that the offset index tells of last; 0 when it is empty. */
  get lastIndexedPosition(): number {
    return this.offsetIndex.now(this.offsetIndex.lastEntry(positionAt)) ?? 0
  }

  /** Where to scan from for the batch that holds `offset`. */
  positionFor(offset: number): number {
    return this.#mayTrust() ? this.offsetIndex.now(this.#position(offset)) : 0
  }

  /** The same where memory tells it, or the page cache surely does; undefined where the device may be asked. */
  knownPositionFor(offset: number): number | undefined {
    const isWarm = this.warmFrom >= 0 && this.warmFrom < this.size
    return this.areIndexesSound ? this.offsetIndex.try(this.#position(offset), isWarm) : undefined
  }

  /** The same without ever blocking the event loop on the device. Rejects with DiskError. */
  positionForLater(offset: number): Promise<number> {
    return this.offsetIndex.later(() => this.#position(offset))
  }

  *#position(offset: number): Lookup<number> {
    const slot = yield* this.offsetIndex.search(offset - this.baseOffset, firstInt32)
    return slot < 0 ? 0 : yield* this.offsetIndex.entry(slot, positionAt)
  }

  /**
   * Where the batches may begin that are too young to be before `timestamp`: no record before that offset
   * reaches it. Rejects with DiskError.
   */
  offsetBefore(timestamp: number): Promise<number> {
    const { timeIndex, baseOffset } = this
    return timeIndex.later(function* (): Lookup<number> {
      const slot = yield* timeIndex.search(timestamp - 1, timestampAt)
      return slot < 0 ? baseOffset : baseOffset + (yield* timeIndex.entry(slot, relativeOffsetAt))
    })
  }

  /** The last entry of the time index; timestamp -1 when it has none. */
  lastTimeEntry(): { timestamp: number; offset: number } {
    return this.timeIndex.now(this.#lastTime())
  }

  /** The same without ever blocking the event loop on the device. Rejects with DiskError. */
  lastTimeEntryLater(): Promise<{ timestamp: number; offset: number }> {
    return this.timeIndex.later(() => this.#lastTime())
  }

  *#lastTime(): Lookup<{ timestamp: number; offset: number }> {
    const { baseOffset } = this
    const last = yield* this.timeIndex.lastEntry((view, at) => ({
      timestamp: timestampAt(view, at),
      offset: baseOffset + relativeOffsetAt(view, at),
    }))
    return last ?? { timestamp: -1, offset: baseOffset }
  }

  /** Largest timestamp; the file's own time where the records have none (format 0). Looked up once. */
  largestTimestamp(): number {
    if (this.#youngest < 0) {
      const indexed = this.#mayTrust() ? this.lastTimeEntry().timestamp : -1
      this.#youngest = indexed >= 0 ? indexed : this.log.file.modifiedAt()
    }
    return this.#youngest
  }

  /** Looks `largestTimestamp` up without ever blocking the event loop on the device. Rejects with DiskError. */
  async largestTimestampLater(): Promise<number> {
    const known = this.#youngest >= 0 || !this.#mayTrust() ? -1 : (await this.lastTimeEntryLater()).timestamp
    if (known >= 0) this.#youngest = known
    return this.largestTimestamp()
  }

  /**
   * Why its indexes cannot be right, '' when they can. `span`: offsets up to the next segment. Rejects with
   * DiskError.
   */
  async indexProblem(span: number): Promise<string> {
    const segment = { size: this.size, span, isActive: false }
    const { offsetIndex, timeIndex } = this
    const ofOffsets = await offsetIndex.later(() => offsetFacts(offsetIndex))
    const problem = offsetIndexProblem(ofOffsets, segment)
    if (problem !== '') return `.index: ${problem}`
    const timeProblem = timeIndexProblem(await timeIndex.later(() => timeFacts(timeIndex)), segment)
    return timeProblem === '' ? '' : `.timeindex: ${timeProblem}`
  }

  /** The same at once, of the active segment, or for who cannot wait. Throws DiskError. */
  indexProblemNow(): string {
    const { offsetIndex, timeIndex } = this
    const segment = { size: this.size, span: Number.POSITIVE_INFINITY, isActive: true }
    const problem = offsetIndexProblem(offsetIndex.now(offsetFacts(offsetIndex)), segment)
    if (problem !== '') return `.index: ${problem}`
    const timeProblem = timeIndexProblem(timeIndex.now(timeFacts(timeIndex)), segment)
    return timeProblem === '' ? '' : `.timeindex: ${timeProblem}`
  }

  /** False: whoever reads next has the indexes built anew. */
  #mayTrust(): boolean {
    return this.areIndexesSound || this.size === 0 || this.indexProblemNow() === ''
  }

  /** On its way out of the log. */
  get isLeaving(): boolean {
    return this.#leaving !== '' || this.#gone
  }

  /** Begins to build the indexes anew: what is in their files counts for nothing. */
  resetIndexes(): void {
    this.#youngest = -1
    this.areIndexesSound = true
    this.offsetIndex.beginRebuild()
    this.timeIndex.beginRebuild()
    this.transactions.beginRebuild()
  }

  /** Writes what was built since, the transaction index aside, where it is not what was there. Throws DiskError. */
  endRebuild(): void {
    this.offsetIndex.endRebuild()
    this.timeIndex.endRebuild()
  }

  /** Cuts the log at `position`, and from the indexes what tells of offsets at or beyond `offset`. */
  truncate(position: number, offset: number): void {
    this.log.file.truncate(position)
    this.size = position
    this.#youngest = -1
    this.offsetIndex.truncate(this.offsetIndex.find(offset - this.baseOffset - 1, firstInt32) + 1)
    const relative = offset - this.baseOffset - 1
    this.timeIndex.truncate(this.timeIndex.find(relative, relativeOffsetAt) + 1)
    this.transactions.truncateTo(offset)
  }

  /** All indexes are on the device once it resolves. */
  async syncIndexes(): Promise<void> {
    this.offsetIndex.writePending()
    this.timeIndex.writePending()
    await Promise.all([
      this.offsetIndex.file.file.sync(),
      this.timeIndex.file.file.sync(),
      this.transactions.sync(),
    ])
  }

  /** Writes buffered index entries and closes what is open. */
  async close(): Promise<void> {
    await Promise.all([
      this.#log?.close(),
      this.#offsetIndex?.close(),
      this.#timeIndex?.close(),
      this.#transactions?.close(),
    ])
  }

  /** Closes, and keeps nothing but its size until the next use. Only while nobody else uses the segment. */
  async rest(): Promise<void> {
    await this.close()
    this.#log = undefined
    this.#offsetIndex = undefined
    this.#timeIndex = undefined
    this.#transactions = undefined
  }

  /**
   * Renames all files to `*.deleted`: a start after a crash then knows that they are gone. `.log` last: as long as it
   * is there, the segment is, and whoever finishes a swap removes the rest of it too. May be done again after a
   * DiskError, which leaves the segment in use: it goes on where it was.
   */
  markDeleted(): void {
    const { log, offsetIndex, timeIndex, transactions } = this
    offsetIndex.file.rename(`${this.#path('index')}.deleted`)
    timeIndex.file.rename(`${this.#path('timeindex')}.deleted`)
    transactions.rename(`${this.#path('txnindex')}.deleted`)
    log.rename(`${this.#path('log')}.deleted`)
    this.#leaving = '.deleted'
  }

  /**
   * Its names are given up: what is open may be read to the end, nothing is opened any more, since another
   * log's files may have taken the names meanwhile.
   */
  retire(): void {
    this.#gone = true
    this.#log?.retire()
    this.#offsetIndex?.file.retire()
    this.#timeIndex?.file.retire()
  }

  /** Closes without writing anything, for good. */
  async abandon(): Promise<void> {
    this.retire()
    await Promise.all([
      this.#log?.close(),
      this.#offsetIndex?.file.close(),
      this.#timeIndex?.file.close(),
      this.#transactions?.close(),
    ])
  }

  /** Closes and unlinks, off the event loop. */
  async remove(): Promise<void> {
    await this.abandon()
    await Promise.all(kinds.map((kind) => this.disk.remove(`${this.#path(kind)}${this.#leaving}`)))
  }
}
