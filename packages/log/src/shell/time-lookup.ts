/**
 * Offsets by time (ListOffsets): the first record at or after a timestamp, and the youngest record. The
 * indexes narrow it down to a few batches; those are read and, where they are compressed, unpacked.
 */
import { forEachRecordOfBatch } from '@samsa/record/record'
import { lastOffsetOf, leaderEpochOf, maxTimestampOf } from '../core/batch-facts.js'
import type { TimestampOffset } from '../core/read-result.js'
import { BatchScan, scanLater } from './batch-scan.js'
import { type LogState, tailOf } from './log-state.js'
import { soundIndexes } from './rebuild-indexes.js'
import type { Segment } from './segment.js'

/** What a scan looks for in the records. */
interface Search {
  readonly from: number
  /** Exclusive. */
  readonly upTo: number
  readonly timestamp: number
}

/** First record from the log start on, below `upTo`, with a timestamp at or above the given one. */
export async function offsetForTimestamp(
  log: LogState,
  timestamp: number,
  upTo: number,
): Promise<TimestampOffset | undefined> {
  const search = { from: log.logStartOffset, upTo, timestamp }
  for (const segment of [...log.segments.all]) {
    if (segment.baseOffset >= upTo) break
    // While more is staged, its end is not the end of what is written: then only a look into it tells.
    const isUnsettled = segment === log.segments.active && log.staging.bytes > 0
    if (!isUnsettled && (await youngest(log, segment)).timestamp < timestamp) continue
    const found = await searchSegment(segment, search)
    if (found !== undefined) return found
  }
  return undefined
}

/** The record with the largest timestamp, the first of several. Ask while nothing is staged. */
export async function maxTimestamp(log: LogState): Promise<TimestampOffset | undefined> {
  let best: { segment: Segment; timestamp: number; offset: number } | undefined
  for (const segment of [...log.segments.all]) {
    const { timestamp, offset } = await youngest(log, segment)
    if (timestamp >= 0 && timestamp > (best?.timestamp ?? -1)) best = { segment, timestamp, offset }
  }
  if (best === undefined) return undefined
  const search = { from: log.logStartOffset, upTo: log.logEndOffset, timestamp: best.timestamp }
  return searchSegment(best.segment, search)
}

/** Largest timestamp of a segment, and the last offset of the batch it is in. */
async function youngest(log: LogState, segment: Segment): Promise<{ timestamp: number; offset: number }> {
  if (segment !== log.segments.active || log.staging.bytes > 0) {
    await soundIndexes(log, segment)
    return segment.lastTimeEntryLater()
  }
  const tail = tailOf(log)
  return { timestamp: tail.maxTimestamp, offset: tail.offsetOfMaxTimestamp }
}

async function searchSegment(segment: Segment, search: Search): Promise<TimestampOffset | undefined> {
  const from = Math.max(await segment.offsetBefore(search.timestamp), search.from)
  const position = await segment.positionForLater(from)
  let found: TimestampOffset | undefined
  const scan = new BatchScan(position, segment.size, (bytes, view, at) => {
    if (maxTimestampOf(view, at) < search.timestamp || lastOffsetOf(view, at) < search.from) return ''
    found = firstRecord(bytes, view, at, search)
    return found === undefined ? '' : 'found'
  })
  await scanLater(segment.log, scan)
  return found
}

function firstRecord(
  bytes: Uint8Array,
  view: DataView,
  at: number,
  search: Search,
): TimestampOffset | undefined {
  let found: TimestampOffset | undefined
  const leaderEpoch = leaderEpochOf(view, at)
  forEachRecordOfBatch(
    bytes,
    at,
    ({ timestamp, offset }) => {
      if (found !== undefined || timestamp < search.timestamp) return
      if (offset >= search.from && offset < search.upTo) found = { timestamp, offset, leaderEpoch }
    },
    { verifyCrc: false },
  )
  return found
}
