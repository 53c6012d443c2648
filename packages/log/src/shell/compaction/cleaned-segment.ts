/**
 * A segment that a pass writes: `.log`, `.index`, `.timeindex` and, where it is needed, `.txnindex`, all with
 * `.cleaned` behind their names until the log takes them over. Written in large pieces; whole and on the device once
 * `finish` resolves. Index entries follow the same rule as those of appends.
 */
import type { Disk, DiskFile } from '@samsa/host'
import { lastOffsetOf, maxTimestampOf } from '../../core/batch-facts.js'
import { type LogFileKind, logFileName } from '../../core/file-names.js'
import { OFFSET_ENTRY_BYTES, writeOffsetEntry } from '../../core/offset-index.js'
import { SegmentTail } from '../../core/segment-tail.js'
import { TIME_ENTRY_BYTES, writeTimeEntry } from '../../core/time-index.js'
import {
  ABORTED_TRANSACTION_BYTES,
  type AbortedTransaction,
  writeAbortedTransaction,
} from '../../core/transaction-index.js'
import { writeSyncedFile } from '../durable-file.js'
import { EntryBytes } from '../entry-bytes.js'
import type { CompactionIo } from './compaction-io.js'

const CLEANED = '.cleaned'

export class CleanedSegment {
  readonly #log: DiskFile
  readonly #buffer: Uint8Array
  readonly #tail: SegmentTail
  readonly #offsetEntries = new EntryBytes(OFFSET_ENTRY_BYTES)
  readonly #timeEntries = new EntryBytes(TIME_ENTRY_BYTES)
  #buffered = 0
  #written = 0

  /** Throws DiskError. */
  constructor(
    private readonly io: Pick<CompactionIo, 'disk' | 'sync'>,
    private readonly folder: string,
    readonly baseOffset: number,
    private readonly indexIntervalBytes: number,
    ioBytes: number,
  ) {
    this.#log = io.disk.open(this.#path('log'), 'create')
    this.#buffer = new Uint8Array(ioBytes)
    this.#tail = new SegmentTail(baseOffset, 0, 0)
  }

  #path(kind: LogFileKind): string {
    return `${this.folder}/${logFileName(this.baseOffset, kind)}${CLEANED}`
  }

  /** Bytes of the `.log` file. */
  get size(): number {
    return this.#written + this.#buffered
  }

  /** Adds one batch. Its bytes are copied, or written at once. Throws DiskError. */
  add(batch: Uint8Array, view: DataView, at: number): void {
    const position = this.size
    const lastOffset = lastOffsetOf(view, at)
    const entries = this.#tail.add(
      batch.length,
      lastOffset,
      maxTimestampOf(view, at),
      this.indexIntervalBytes,
    )
    if (entries !== 0) {
      const relative = lastOffset - this.baseOffset
      this.#offsetEntries.add((to, place) => writeOffsetEntry(to, place, relative, position))
    }
    if (entries === 2) this.#addTimeEntry()
    if (this.#buffered + batch.length > this.#buffer.length) this.#write()
    if (batch.length > this.#buffer.length) {
      this.#log.writev([batch], this.#written)
      this.#written += batch.length
      return
    }
    this.#buffer.set(batch, this.#buffered)
    this.#buffered += batch.length
  }

  #addTimeEntry(): void {
    const { maxTimestamp, offsetOfMaxTimestamp } = this.#tail
    const relative = offsetOfMaxTimestamp - this.baseOffset
    this.#timeEntries.add((to, place) => writeTimeEntry(to, place, maxTimestamp, relative))
  }

  #write(): void {
    if (this.#buffered === 0) return
    this.#log.writev([this.#buffer.subarray(0, this.#buffered)], this.#written)
    this.#written += this.#buffered
    this.#buffered = 0
  }

  /**
   * All is on the device once it resolves. `lastModified`: of the youngest file that it replaces. Rejects with
   * DiskError.
   */
  async finish(aborted: readonly AbortedTransaction[], lastModified: number): Promise<void> {
    if (this.#tail.takesTimeEntry()) this.#addTimeEntry()
    this.#write()
    this.#log.setModifiedAt(lastModified)
    await this.io.sync(this.#log)
    await this.#log.close()
    await this.#writeWhole('index', this.#offsetEntries.bytes)
    await this.#writeWhole('timeindex', this.#timeEntries.bytes)
    if (aborted.length === 0) return
    const entries = new EntryBytes(ABORTED_TRANSACTION_BYTES)
    for (const entry of aborted) entries.add((to, place) => writeAbortedTransaction(to, place, entry))
    await this.#writeWhole('txnindex', entries.bytes)
  }

  #writeWhole(kind: LogFileKind, bytes: Uint8Array): Promise<void> {
    return writeSyncedFile(this.io.disk, this.#path(kind), bytes)
  }

  /** Lets go of the file of a segment that is not to be finished. */
  async abandon(): Promise<void> {
    await this.#log.close()
  }
}

/** Removes what passes that did not end left in the folder. Rejects with DiskError. */
export async function removeCleaned(disk: Disk, folder: string): Promise<void> {
  for (const { name } of disk.list(folder)) {
    if (name.endsWith(CLEANED)) await disk.remove(`${folder}/${name}`)
  }
}
