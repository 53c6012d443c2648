/**
 * A cleaning pass over segments held in memory: what the shell does with files, so that the core can be tested
 * without it. Owns the order of the calls: map from the first dirty offset on, group, clean group by group.
 */
import { concatBytes, viewOf } from '@samsa/record/bytes'
import { batchSizeInBytes } from '@samsa/record/record-batch'
import type { AbortedTransaction } from '../../transaction-index.js'
import { cleanBatch, type LastOfProducer } from '../clean-batch.js'
import { CleanedTransactions } from '../cleaned-transactions.js'
import { mapBatch } from '../map-batch.js'
import type { OffsetMap } from '../offset-map.js'
import { RewriteRoom } from '../rewrite-room.js'
import { type CleanerSegment, groupSegments, legacyDeleteHorizon } from '../plan.js'

/** A segment with its bytes. Indexes are not kept: their sizes are made up. */
export interface MemorySegment extends CleanerSegment {
  readonly bytes: Uint8Array
  readonly aborted: readonly AbortedTransaction[]
}

export interface MemoryPass {
  /** From the oldest to the active one, which stays as it is. */
  readonly segments: readonly MemorySegment[]
  readonly firstDirtyOffset: number
  readonly firstUncleanableOffset: number
  readonly map: OffsetMap
  readonly lastOfProducers: ReadonlyMap<number, LastOfProducer>
  readonly now: number
  readonly deleteRetentionMs: number
  readonly segmentBytes: number
}

/** The segments after one pass, and where the next one begins to look. */
export function cleanInMemory(pass: MemoryPass): { segments: MemorySegment[]; endOffset: number } {
  fillMap(pass)
  const endOffset = pass.map.latestOffset + 1
  const reached = pass.segments.filter((segment) => segment.baseOffset < endOffset)
  const groups = groupSegments(reached, {
    segmentBytes: pass.segmentBytes,
    segmentIndexBytes: 10_485_760,
    firstUncleanableOffset: pass.firstUncleanableOffset,
  })
  const transactions = new CleanedTransactions()
  const cleaned = groups.map((group) => cleanGroup(pass, group, transactions))
  return { segments: [...cleaned, ...pass.segments.slice(reached.length)], endOffset }
}

function fillMap(pass: MemoryPass): void {
  const { map, segments, firstDirtyOffset, firstUncleanableOffset } = pass
  map.clear()
  const transactions = new CleanedTransactions()
  transactions.addAborted(abortedBetween(segments, firstDirtyOffset, firstUncleanableOffset))
  for (let index = 0; index < segments.length; index++) {
    const segment = segments[index] as MemorySegment
    const next = segments[index + 1]?.baseOffset ?? Infinity
    if (next <= firstDirtyOffset || segment.baseOffset >= firstUncleanableOffset) continue
    const { bytes } = segment
    const view = viewOf(bytes)
    for (let at = 0; at < bytes.length; at += batchSizeInBytes(view, at)) {
      if (!mapBatch(map, transactions, bytes, view, at, firstDirtyOffset)) return
    }
    map.latestOffset = Math.min(next, firstUncleanableOffset) - 1
  }
}

function cleanGroup(
  pass: MemoryPass,
  group: readonly MemorySegment[],
  transactions: CleanedTransactions,
): MemorySegment {
  const first = group[0] as MemorySegment
  const last = group.at(-1) as MemorySegment
  const horizon = legacyDeleteHorizon(pass.segments, pass.firstDirtyOffset, pass.deleteRetentionMs)
  const parts: Uint8Array[] = []
  for (const segment of group) {
    const { bytes } = segment
    const index = pass.segments.indexOf(segment)
    const next = pass.segments[index + 1]?.baseOffset ?? Infinity
    transactions.addAborted(abortedBetween(pass.segments, segment.baseOffset, next))
    const rules = {
      ...pass,
      transactions,
      room: new RewriteRoom(),
      retainLegacyDeletes: segment.lastModified > horizon,
    }
    const view = viewOf(bytes)
    for (let at = 0; at < bytes.length; ) {
      const size = batchSizeInBytes(view, at)
      const { keep, bytes: left } = cleanBatch(rules, bytes, view, at, size)
      if (keep !== 'none') parts.push(left.slice())
      at += size
    }
  }
  const bytes = parts.length === 0 ? new Uint8Array(0) : concatBytes(parts)
  return memorySegment(first.baseOffset, bytes, transactions.takeRetained(), last.lastModified)
}

export function memorySegment(
  baseOffset: number,
  bytes: Uint8Array,
  aborted: readonly AbortedTransaction[],
  lastModified: number,
): MemorySegment {
  const indexBytes = { offsetIndexBytes: 0, timeIndexBytes: 0 }
  const times = { largestTimestamp: () => lastModified, firstBatchTimestamp: () => lastModified }
  return { baseOffset, size: bytes.length, bytes, aborted, lastModified, ...indexBytes, ...times }
}

/** What readers of [from, upTo) must know was aborted, by Kafka's rule over all entries. */
export function abortedBetween(
  segments: readonly MemorySegment[],
  from: number,
  upTo: number,
): AbortedTransaction[] {
  const found: AbortedTransaction[] = []
  for (const [index, segment] of segments.entries()) {
    if ((segments[index + 1]?.baseOffset ?? Infinity) <= from) continue
    for (const entry of segment.aborted) {
      if (entry.lastOffset >= from && entry.firstOffset < upTo) found.push(entry)
      if (entry.lastStableOffset >= upTo) return found
    }
  }
  return found
}
