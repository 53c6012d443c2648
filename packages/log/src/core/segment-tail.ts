/**
 * The end of a segment that still grows, staged batches included: what decides where index entries go and
 * when the segment is full. Kafka's rule for entries: before a batch is counted, if more than
 * index.interval.bytes of batches came since the last entry, that batch gets one in both indexes; the time
 * index leaves out an entry without news.
 */
import { LAST_RELATIVE_OFFSET, mostOffsetEntries } from './offset-index.js'
import type { LogSettings } from './log-settings.js'
import { mostTimeEntries } from './time-index.js'

/**
 * The entries that a batch brings: in no index, in the offset index alone (the time index has no news), in
 * both.
 */
export type IndexEntries = 0 | 1 | 2

export class SegmentTail {
  /** Bytes of the `.log` file. */
  size = 0
  bytesSinceEntry = 0
  offsetEntries = 0
  timeEntries = 0
  /** Largest timestamp so far, -1 for none, and the last offset of the batch that brought it. */
  maxTimestamp = -1
  offsetOfMaxTimestamp: number
  /** Timestamp of the last entry of the time index; -1 when it is empty. */
  lastIndexedTimestamp = -1
  /**
   * Largest timestamp of the first append, which starts the clock of segment.ms; -1: unknown, the clock is
   * `createdAt`.
   */
  firstTimestamp = -1

  constructor(
    readonly baseOffset: number,
    /** Wall clock, milliseconds. */
    readonly createdAt: number,
    /** Taken off segment.ms, so that partitions created together do not roll together. */
    readonly rollJitterMs: number,
  ) {
    this.offsetOfMaxTimestamp = baseOffset
  }

  /**
   * Counts a batch; which index entries it gets. The caller writes them: position is `size` before the
   * call.
   */
  add(
    batchBytes: number,
    lastOffset: number,
    maxTimestamp: number,
    indexIntervalBytes: number,
  ): IndexEntries {
    let entries: IndexEntries = 0
    if (maxTimestamp > this.maxTimestamp) {
      this.maxTimestamp = maxTimestamp
      this.offsetOfMaxTimestamp = lastOffset
    }
    if (this.bytesSinceEntry > indexIntervalBytes) {
      entries = this.takesTimeEntry() ? 2 : 1
      this.offsetEntries += 1
      this.bytesSinceEntry = 0
    }
    this.size += batchBytes
    this.bytesSinceEntry += batchBytes
    return entries
  }

  /**
   * Whether a time entry (`maxTimestamp`, `offsetOfMaxTimestamp`) is due; counts it. Asked again when the
   * segment closes.
   */
  takesTimeEntry(): boolean {
    if (this.maxTimestamp <= this.lastIndexedTimestamp) return false
    this.lastIndexedTimestamp = this.maxTimestamp
    this.timeEntries += 1
    return true
  }
}

/** Why a segment ends; '' when it goes on. */
export type RollReason = '' | 'size' | 'time' | 'index-full' | 'offset-range'

/** What is about to be appended. */
export interface RollFacts {
  readonly bytes: number
  readonly maxTimestamp: number
  readonly lastOffset: number
  readonly now: number
}

/**
 * Whether a new segment must begin before the append. An empty segment only ends for its indexes or its
 * offset range.
 */
export function rollReason(tail: SegmentTail, settings: LogSettings, append: RollFacts): RollReason {
  if (tail.size > settings.segmentBytes - append.bytes) return 'size'
  if (tail.size > 0 && waited(tail, append) > settings.segmentMs - tail.rollJitterMs) return 'time'
  if (tail.offsetEntries >= mostOffsetEntries(settings.segmentIndexBytes)) return 'index-full'
  if (tail.timeEntries >= mostTimeEntries(settings.segmentIndexBytes)) return 'index-full'
  if (append.lastOffset - tail.baseOffset > LAST_RELATIVE_OFFSET) return 'offset-range'
  return ''
}

/** By the records' own clock where the first batch had one, else by how long the segment has been open. */
function waited(tail: SegmentTail, append: RollFacts): number {
  return tail.firstTimestamp >= 0 ? append.maxTimestamp - tail.firstTimestamp : append.now - tail.createdAt
}

/** A segment's share of segment.jitter.ms: `chance` is uniform over [0, 2^32). */
export function rollJitter(settings: LogSettings, chance: number): number {
  const most = Math.min(settings.segmentJitterMs, settings.segmentMs)
  return most <= 0 ? 0 : Math.floor((chance / 4294967296) * most)
}
