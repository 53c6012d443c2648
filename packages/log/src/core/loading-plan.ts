/**
 * What is found in a partition's folder, sorted out: segments in order, leftovers of deletions and of
 * compactions that did not finish, strays. A plan only; the shell removes and renames.
 *
 * A crash during compaction leaves one of: `.cleaned` alone (not done: thrown away), `.swap` (written
 * whole: put in place of what it replaces), or both (a swap of several files had begun: swaps at or above
 * the first `.cleaned` are thrown away as well, KAFKA-6264). An index's `.swap` whose `.log.swap` is gone belongs to
 * the segment where that has no such index, and to a compaction that was given up where it has one.
 */
import {
  batchBaseOffset,
  batchLastOffsetDelta,
  batchMagic,
  batchRecordCount,
} from '@samsa/record/record-batch'
import { LAST_RELATIVE_OFFSET } from './offset-index.js'
import { type LogFileName, parseLogFileName } from './file-names.js'

export interface LoadingPlan {
  /** Base offsets of the segments, ascending; swapped-in ones not counted. */
  readonly segments: readonly number[]
  /** Offsets of producer snapshots, ascending. */
  readonly snapshots: readonly number[]
  /** Files to remove at once. */
  readonly remove: readonly string[]
  /** Base offsets whose `.log.swap` is whole and must take its place. */
  readonly swaps: readonly number[]
  /**
   * Every `.swap` file of those, and of segments that are there already and lack it (Kafka renames `.log` first), to
   * be renamed without its ending in this order: `.log` comes last, as it makes the rest a segment.
   */
  readonly swapFiles: readonly string[]
  readonly hasIndex: ReadonlySet<number>
  readonly hasTimeIndex: ReadonlySet<number>
}

export function planLoading(names: readonly string[]): LoadingPlan {
  const files: { name: string; file: LogFileName }[] = []
  for (const name of names) {
    const file = parseLogFileName(name)
    if (file !== undefined) files.push({ name, file })
  }
  const firstCleaned = least(
    files.filter(({ file }) => file.leftover === 'cleaned').map(({ file }) => file.offset),
  )
  const usable = (file: LogFileName): boolean => file.leftover === 'swap' && file.offset < firstCleaned
  const swaps = files.filter(({ file }) => usable(file) && file.kind === 'log').map(({ file }) => file.offset)
  const plain = files.filter(({ file }) => file.leftover === undefined)
  const segments = offsetsOf(plain, 'log')
  const known = new Set([...segments, ...swaps])
  const plainNames = new Set(plain.map(({ name }) => name))
  const takesPlace = ({ name, file }: { name: string; file: LogFileName }): boolean => {
    if (!usable(file) || !known.has(file.offset)) return false
    return swaps.includes(file.offset) || !plainNames.has(name.slice(0, -'.swap'.length))
  }
  const isOrphan = (file: LogFileName): boolean =>
    file.kind !== 'log' && file.kind !== 'snapshot' && !known.has(file.offset)
  const remove = files
    .filter((each) => (each.file.leftover !== undefined && !takesPlace(each)) || isOrphan(each.file))
    .map(({ name }) => name)
  return {
    segments,
    snapshots: offsetsOf(plain, 'snapshot'),
    remove,
    swaps: swaps.sort((a, b) => a - b),
    swapFiles: files
      .filter(takesPlace)
      .sort((a, b) => Number(a.file.kind === 'log') - Number(b.file.kind === 'log'))
      .map(({ name }) => name),
    hasIndex: new Set(offsetsOf(plain, 'index')),
    hasTimeIndex: new Set(offsetsOf(plain, 'timeindex')),
  }
}

function offsetsOf(files: readonly { file: LogFileName }[], kind: LogFileName['kind']): number[] {
  return files
    .filter(({ file }) => file.kind === kind)
    .map(({ file }) => file.offset)
    .sort((a, b) => a - b)
}

function least(values: readonly number[]): number {
  return values.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY)
}

/** Segments that a swapped-in file replaces: those that begin within the offsets it covers. */
export function replacedBySwap(segments: readonly number[], from: number, endOffset: number): number[] {
  return segments.filter((base) => base >= from && base < endOffset)
}

/**
 * Snapshots that serve no more: neither at the start of a segment (recovery of it begins there) nor the
 * newest one.
 */
export function straySnapshots(snapshots: readonly number[], segments: readonly number[]): number[] {
  const bases = new Set(segments)
  const newest = snapshots.at(-1)
  return snapshots.filter((offset) => offset !== newest && !bases.has(offset))
}

/**
 * Whether a segment lost its end although the next one survived: the device keeps no order among files that
 * were not synced. A segment begins where the one before it ends, but for offsets that compaction took
 * away, and but for the jump of a leader's batches over the range that one segment can hold.
 */
export function isGap(
  baseOffset: number,
  endOffset: number,
  nextBaseOffset: number,
  cleanedTo: number,
): boolean {
  if (endOffset >= nextBaseOffset || baseOffset < cleanedTo) return false
  return nextBaseOffset - baseOffset <= LAST_RELATIVE_OFFSET
}

/**
 * Whether a batch can only be there because compaction took records away: it begins behind where the batch before
 * it ended, or it holds fewer records than offsets. A leader's own appends leave neither.
 */
export function showsCompaction(view: DataView, at: number, previousOffset: number): boolean {
  if (batchBaseOffset(view, at) > previousOffset + 1) return true
  return batchMagic(view, at) === 2 && batchRecordCount(view, at) < batchLastOffsetDelta(view, at) + 1
}

/** Where recovery after an unclean stop begins: index of the segment that holds the recovery point. */
export function firstToRecover(segments: readonly number[], recoveryPoint: number): number {
  let index = segments.length - 1
  while (index > 0 && (segments[index] ?? 0) > recoveryPoint) index--
  return index
}
