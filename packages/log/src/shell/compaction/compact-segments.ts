/**
 * One pass over one log, wherever it runs: collects the last offset of each key in the dirty segments, then writes
 * what remains of the segments, group by group, into `.cleaned` files. Touches nothing that the log uses: the log
 * swaps the files in. What a batch means is decided in core/compaction.
 */
import { DiskError } from '@samsa/host'
import { viewOf } from '@samsa/record/bytes'
import { CorruptRecord } from '@samsa/record/corrupt-record'
import { type CleaningRules, cleanBatch, type LastOfProducer } from '../../core/compaction/clean-batch.js'
import { CleanedTransactions } from '../../core/compaction/cleaned-transactions.js'
import { mapBatch } from '../../core/compaction/map-batch.js'
import { OffsetMap } from '../../core/compaction/offset-map.js'
import { RewriteRoom } from '../../core/compaction/rewrite-room.js'
import { groupSegments, legacyDeleteHorizon } from '../../core/compaction/plan.js'
import { CleanedSegment, removeCleaned } from './cleaned-segment.js'
import { CompactionAborted, type CompactionIo } from './compaction-io.js'
import type { CleanedGroup, CompactionRequest, CompactionResult } from './compaction-request.js'
import { abortedIn, positionBefore, type SourceSegment, sourceSegments } from './source-segments.js'
import { walkSegment } from './walk-segment.js'

/** Never rejects for what can happen to files. `onGroup` is told of each group as soon as it is whole. */
export async function compactSegments(
  io: CompactionIo,
  request: CompactionRequest,
  onGroup: (group: CleanedGroup) => void,
): Promise<CompactionResult> {
  const pass = new CompactionPass(io, request)
  try {
    await removeCleaned(io.disk, request.folder)
    await pass.map()
    await pass.clean(onGroup)
    return pass.result()
  } catch (error) {
    return pass.failed(error)
  }
}

class CompactionPass {
  readonly #map: OffsetMap
  readonly #started: number
  #mappedAt = 0
  #bytesMapped = 0
  #bytesRead = 0
  #bytesWritten = 0
  #recordsRead = 0
  #recordsKept = 0
  #keylessRecords = 0
  /** Where it is: told when a batch cannot be read. */
  #segment = 0
  #position = 0

  constructor(
    private readonly io: CompactionIo,
    private readonly request: CompactionRequest,
  ) {
    const { dedupeBytes, loadFactor, seed } = request
    this.#map = new OffsetMap(dedupeBytes, loadFactor, seed)
    this.#started = io.clock.monotonic()
  }

  get #endOffset(): number {
    return this.#map.latestOffset + 1
  }

  async map(): Promise<void> {
    const { segments, firstDirtyOffset, firstUncleanableOffset } = this.request
    const transactions = new CleanedTransactions()
    transactions.addAborted(abortedIn(this.io.disk, this.request, firstDirtyOffset))
    for (const [index, segment] of segments.entries()) {
      const next = segments[index + 1]?.baseOffset ?? firstUncleanableOffset
      if (next <= firstDirtyOffset) continue
      if (!(await this.#mapSegment(segment, transactions))) break
      this.#map.latestOffset = Math.max(this.#map.latestOffset, next - 1)
    }
    this.#mappedAt = this.io.clock.monotonic()
  }

  /** False: the map is full. */
  async #mapSegment(
    segment: { readonly baseOffset: number; readonly size: number },
    transactions: CleanedTransactions,
  ): Promise<boolean> {
    const { firstDirtyOffset, folder } = this.request
    const from = positionBefore(this.io.disk, folder, segment.baseOffset, firstDirtyOffset)
    this.#segment = segment.baseOffset
    let isFull = false
    await walkSegment(this.io, this.request, { ...segment, from }, (bytes, view, at, position, size) => {
      this.#position = position
      this.#bytesMapped += size
      isFull = !mapBatch(this.#map, transactions, bytes, view, at, firstDirtyOffset)
      return !isFull
    })
    return !isFull
  }

  async clean(onGroup: (group: CleanedGroup) => void): Promise<void> {
    const { request, io } = this
    const { firstDirtyOffset, firstUncleanableOffset, deleteRetentionMs } = request
    const all = sourceSegments(io.disk, request)
    const horizon = legacyDeleteHorizon(all, firstDirtyOffset, deleteRetentionMs)
    const transactions = new CleanedTransactions()
    transactions.addAborted(abortedIn(io.disk, request, all[0]?.baseOffset ?? 0))
    const { now } = request
    const lastOfProducers = producersIn(request.lastOfProducers)
    const { segmentBytes, segmentIndexBytes } = request
    const rules = {
      lastOfProducers,
      now,
      deleteRetentionMs,
      transactions,
      firstUncleanableOffset,
      map: this.#map,
      room: new RewriteRoom(),
    }
    const segments = all.filter((segment) => segment.baseOffset < this.#endOffset)
    for (const group of groupSegments(segments, {
      segmentBytes,
      segmentIndexBytes,
      firstUncleanableOffset,
    })) {
      const size = await this.#cleanGroup(group, (segment) => ({
        ...rules,
        retainLegacyDeletes: segment.lastModified > horizon,
      }))
      onGroup({ replaces: group.map((segment) => segment.baseOffset), size })
    }
  }

  /** Size of the segment that the group became. */
  async #cleanGroup(
    group: readonly SourceSegment[],
    rulesFor: (segment: SourceSegment) => CleaningRules,
  ): Promise<number> {
    const { folder, indexIntervalBytes, ioBytes } = this.request
    const first = group[0] as SourceSegment
    const last = group[group.length - 1] as SourceSegment
    const into = new CleanedSegment(this.io, folder, first.baseOffset, indexIntervalBytes, ioBytes)
    try {
      let { transactions } = rulesFor(first)
      for (const segment of group) {
        const rules = rulesFor(segment)
        transactions = rules.transactions
        await this.#cleanSegment(segment, rules, into)
      }
      await into.finish(transactions.takeRetained(), last.lastModified)
    } finally {
      await into.abandon()
    }
    this.#bytesWritten += into.size
    return into.size
  }

  async #cleanSegment(segment: SourceSegment, rules: CleaningRules, into: CleanedSegment): Promise<void> {
    this.#segment = segment.baseOffset
    await walkSegment(
      this.io,
      this.request,
      { ...segment, from: 0 },
      (bytes, view, at, position, size) => {
        this.#position = position
        const cleaned = cleanBatch(rules, bytes, view, at, size)
        this.#bytesRead += size
        this.#recordsRead += cleaned.recordsRead
        this.#recordsKept += cleaned.recordsKept
        this.#keylessRecords += cleaned.keylessRecords
        if (cleaned.keep === 'none') return true
        if (cleaned.keep === 'whole') into.add(cleaned.bytes, view, at)
        else into.add(cleaned.bytes, viewOf(cleaned.bytes), 0)
        return true
      },
      () => into.size,
    )
  }

  result(): CompactionResult {
    const stats = {
      bytesMapped: this.#bytesMapped,
      bytesRead: this.#bytesRead,
      bytesWritten: this.#bytesWritten,
      recordsRead: this.#recordsRead,
      recordsKept: this.#recordsKept,
      keylessRecords: this.#keylessRecords,
      bufferUtilization: this.#map.utilization,
      mapMs: this.#mappedAt - this.#started,
      totalMs: this.io.clock.monotonic() - this.#started,
    }
    return { outcome: 'done', endOffset: this.#endOffset, stats }
  }

  failed(error: unknown): CompactionResult {
    if (error instanceof CompactionAborted) return { outcome: 'aborted' }
    if (error instanceof CorruptRecord) {
      return { outcome: 'corrupt', segment: this.#segment, position: this.#position, because: error.reason }
    }
    if (!(error instanceof DiskError)) throw error
    const { kind, operation, path, message } = error
    return { outcome: 'disk', kind, operation, path, detail: message }
  }
}

function producersIn(numbers: Float64Array): ReadonlyMap<number, LastOfProducer> {
  const producers = new Map<number, LastOfProducer>()
  for (let at = 0; at < numbers.length; at += 3) {
    const [producerId = -1, lastDataOffset = -1, producerEpoch = -1] = numbers.subarray(at, at + 3)
    producers.set(producerId, { lastDataOffset, producerEpoch })
  }
  return producers
}
