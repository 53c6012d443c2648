/** Checks one segment: its batches, then its indexes against them. */
import { CorruptRecord } from '@samsa/record/corrupt-record'
import { forEachRecordOfBatch } from '@samsa/record/record'
import { batchBaseOffset, batchMagic, batchRecordCount, readBatchHeader } from '@samsa/record/record-batch'
import { lastOffsetOf, leaderEpochOf, maxTimestampOf } from '../core/batch-facts.js'
import { type LogFileKind, logFileName } from '../core/file-names.js'
import { showsCompaction } from '../core/loading-plan.js'
import {
  type AbortedTransaction,
  readAbortedTransactions,
  transactionIndexProblem,
} from '../core/transaction-index.js'
import { readSmallFile } from '../shell/durable-file.js'
import { FileWindow } from './file-window.js'
import { type IndexProblem, OffsetIndexCheck, TimeIndexCheck } from './index-check.js'
import { type BadRegion, scanSegment } from './scan-segment.js'
import { compareTransactionIndex } from './transaction-check.js'
import type { PartitionCheck } from './verify-partition.js'

export interface SegmentResult {
  /** After its last sound batch. */
  readonly endOffset: number
  readonly bytes: number
  readonly batches: number
  readonly records: number
}

/** An index without entries over more than this is told of: lookups would read it all. */
const UNINDEXED_BYTES = 16 * 1024 * 1024

/** Rejects with DiskError. */
export async function verifySegment(
  check: PartitionCheck,
  baseOffset: number,
  nextBaseOffset: number | undefined,
): Promise<SegmentResult> {
  const { disk, target } = check
  // Indexes first: a broker that writes meanwhile appends to the log before its indexes.
  const segment = new SegmentCheck(check, baseOffset, nextBaseOffset)
  const file = disk.open(`${target.path}/${logFileName(baseOffset, 'log')}`, 'read')
  try {
    const window = new FileWindow(file, file.size())
    const endOffset = await scanSegment(window, baseOffset, segment)
    check.options.progress?.(window.size)
    segment.end(endOffset, window.size)
    const { batches, records } = segment
    return { endOffset, bytes: window.size, batches, records }
  } finally {
    await file.close()
  }
}

class SegmentCheck {
  batches = 0
  records = 0
  readonly #offsets: OffsetIndexCheck | undefined
  readonly #times: TimeIndexCheck | undefined
  readonly #aborted: AbortedTransaction[] = []
  #previous: number
  #hasTail = false

  constructor(
    private readonly check: PartitionCheck,
    private readonly baseOffset: number,
    private readonly nextBaseOffset: number | undefined,
  ) {
    this.#previous = baseOffset - 1
    const offsets = this.#bytes('index')
    const times = this.#bytes('timeindex')
    this.#offsets = offsets === undefined ? undefined : new OffsetIndexCheck(offsets, baseOffset)
    this.#times = times === undefined ? undefined : new TimeIndexCheck(times, baseOffset)
  }

  #bytes(kind: LogFileKind): Uint8Array | undefined {
    const { disk, target } = this.check
    return readSmallFile(disk, `${target.path}/${logFileName(this.baseOffset, kind)}`)
  }

  batch(window: FileWindow, position: number, _size: number): undefined | Promise<void> {
    const at = window.at(position)
    const { bytes, view } = window
    const { check } = this
    const first = batchMagic(view, at) === 2 ? batchBaseOffset(view, at) : lastOffsetOf(view, at)
    const last = lastOffsetOf(view, at)
    this.batches++
    if (batchMagic(view, at) === 2) {
      check.compacted ||= showsCompaction(view, at, this.#previous)
      this.records += batchRecordCount(view, at)
    }
    this.#checkPlace(view, at, position, first, last)
    this.#offsets?.batch(position, last)
    this.#times?.batch(last, maxTimestampOf(view, at))
    check.epochs.batch(first, last, leaderEpochOf(view, at))
    this.#previous = last
    try {
      check.producers.reach(check, first)
      const aborted = check.producers.apply(bytes, view, at)
      if (aborted !== undefined) this.#aborted.push(aborted)
    } catch (error) {
      if (!(error instanceof CorruptRecord)) throw error
      this.#tellUndecodable(position, first, error.reason)
    }
    return check.options.deep ? this.#walk(bytes, view, at, position) : undefined
  }

  #checkPlace(view: DataView, at: number, position: number, first: number, last: number): void {
    if (this.nextBaseOffset !== undefined && last >= this.nextBaseOffset) {
      const message = `its last offset ${last} belongs to the segment that begins with ${this.nextBaseOffset}`
      this.#tell('corrupt-batch', 'log', message, '', position, first)
    }
    if (batchMagic(view, at) === 2 && batchRecordCount(view, at) > last - first + 1)
      this.#tellUndecodable(
        position,
        first,
        `${batchRecordCount(view, at)} records in ${last - first + 1} offsets`,
      )
  }

  async #walk(bytes: Uint8Array, view: DataView, at: number, position: number): Promise<void> {
    const header = readBatchHeader(bytes, at)
    const first = header.magic === 2 ? header.baseOffset : 0
    let count = 0
    let previous = first - 1
    try {
      forEachRecordOfBatch(
        bytes,
        at,
        ({ offset }) => {
          if (offset <= previous || offset > header.lastOffset)
            throw new CorruptRecord(
              'CORRUPT_MESSAGE',
              `record ${count} has offset ${offset} behind ${previous}`,
            )
          previous = offset
          count++
        },
        { verifyCrc: false },
      )
      if (header.magic === 2 && count !== header.recordCount)
        throw new CorruptRecord('CORRUPT_MESSAGE', `${count} records, its header says ${header.recordCount}`)
      if (header.magic < 2) this.records += count
    } catch (error) {
      if (!(error instanceof CorruptRecord)) throw error
      this.#tellUndecodable(position, batchBaseOffset(view, at), error.reason)
    }
  }

  #tellUndecodable(position: number, offset: number, reason: string): void {
    const message = `the batch has a right checksum, but ${reason}: it was produced so, and readers fail at it`
    this.#tell('undecodable-batch', 'log', message, '', position, offset)
  }

  bad({ from, to, problem, offset, isLast }: BadRegion): void {
    const { repairs, options } = this.check
    if (isLast && this.nextBaseOffset === undefined) {
      this.#hasTail = true
      if (options.live) return
      repairs.tail = { baseOffset: this.baseOffset, region: { from, to } }
      const message = `${problem}; ${to - from} bytes behind the last sound batch are no batches`
      this.#tell('torn-tail', 'log', message, 'cut off and kept in a side file', from, offset)
      return
    }
    const regions = repairs.corrupt.get(this.baseOffset) ?? []
    repairs.corrupt.set(this.baseOffset, [...regions, { from, to }])
    const rest = isLast ? 'the rest of the segment' : `${to - from} bytes, behind which sound batches go on`
    const message = `${problem}; ${rest}: readers stop here, and recovery after a crash would cut the log here`
    this.#tell('corrupt-batch', 'log', message, 'taken out with --drop-corrupt only', from, offset)
  }

  /** All batches were told. */
  end(endOffset: number, size: number): void {
    const { check, baseOffset } = this
    const isLast = this.nextBaseOffset === undefined
    if (this.#offsets === undefined || this.#times === undefined) this.#missingIndex()
    this.#offsets?.end()
    this.#times?.end(!isLast)
    if (this.#hasTail && check.options.live) return
    // Entries that lead into damage say nothing new.
    if (!this.#hasTail && !check.repairs.corrupt.has(baseOffset)) {
      this.#tellIndex('offset-index', 'index', this.#offsets?.problems ?? [])
      this.#tellIndex('time-index', 'timeindex', this.#times?.problems ?? [])
    }
    if (this.#offsets?.isEmpty === true && size > UNINDEXED_BYTES && this.batches > 1) {
      const file = `${check.target.name}/${logFileName(baseOffset, 'index')}`
      const message = `no entries for ${size} bytes of batches: every lookup reads them all`
      check.findings.add({ kind: 'offset-index', severity: 'note', file, message, repair: '' })
    }
    if (check.repairs.tail?.baseOffset === baseOffset) check.repairs.indexes.add(baseOffset)
    this.#endTransactions(endOffset)
  }

  #missingIndex(): void {
    for (const [kind, found] of [
      ['index', this.#offsets],
      ['timeindex', this.#times],
    ] as const) {
      if (found !== undefined) continue
      this.check.repairs.indexes.add(this.baseOffset)
      this.#tell('missing-file', kind, 'there is none; a start builds it anew', 'built anew from the batches')
    }
  }

  #tellIndex(
    kind: 'offset-index' | 'time-index',
    file: LogFileKind,
    problems: readonly IndexProblem[],
  ): void {
    for (const { position, offset, message } of problems) {
      this.check.repairs.indexes.add(this.baseOffset)
      this.#tell(kind, file, message, 'built anew from the batches', position, offset)
    }
  }

  #endTransactions(endOffset: number): void {
    const { check, baseOffset, nextBaseOffset } = this
    const bytes = this.#bytes('txnindex') ?? new Uint8Array(0)
    const repair = 'built anew from the markers'
    const broken = transactionIndexProblem(bytes, baseOffset, nextBaseOffset ?? Number.POSITIVE_INFINITY)
    if (broken !== '') {
      check.repairs.transactionIndexes.add(baseOffset)
      this.#tell('transaction-index', 'txnindex', broken, repair)
      return
    }
    const stored = readAbortedTransactions(bytes).filter(
      ({ lastOffset }) => lastOffset < endOffset || !check.options.live,
    )
    const from = check.producers.knownFrom
    for (const { offset, message, unlessCompacted } of compareTransactionIndex(stored, this.#aborted, from)) {
      if (!unlessCompacted) {
        check.repairs.transactionIndexes.add(baseOffset)
        this.#tell('transaction-index', 'txnindex', message, repair, undefined, offset)
        continue
      }
      const file = `${check.target.name}/${logFileName(baseOffset, 'txnindex')}`
      check.unlessCompacted.push({
        kind: 'transaction-index',
        severity: 'problem',
        file,
        offset,
        message,
        repair,
      })
    }
  }

  #tell(
    kind: Parameters<PartitionCheck['findings']['add']>[0]['kind'],
    file: LogFileKind,
    message: string,
    repair: string,
    position?: number,
    offset?: number,
  ): void {
    this.check.findings.add({
      kind,
      severity: 'problem',
      file: `${this.check.target.name}/${logFileName(this.baseOffset, file)}`,
      ...(position === undefined ? {} : { position }),
      ...(offset === undefined ? {} : { offset }),
      message,
      repair,
    })
  }
}
