/**
 * What to clean: how far a log may be cleaned, how dirty it is, which log comes first, and which of its
 * segments become one. Owns the rules of min.compaction.lag.ms, max.compaction.lag.ms (KIP-354),
 * min.cleanable.dirty.ratio and delete.retention.ms for old formats. Reads no batch; refuses a checkpoint
 * that the log cannot have reached.
 */

/** A segment as the cleaner's plans see it. */
export interface CleanerSegment {
  readonly baseOffset: number
  readonly size: number
  readonly offsetIndexBytes: number
  readonly timeIndexBytes: number
  /** Of the file, milliseconds. */
  readonly lastModified: number
  /** Milliseconds. Asked only where min.compaction.lag.ms is set. */
  largestTimestamp(): number
  /** Largest time of the first batch, milliseconds; undefined for an empty segment. Asked for dirty segments. */
  firstBatchTimestamp(): number | undefined
}

/** A log before it is cleaned. */
export interface CleanableFacts {
  /** From the oldest to the active one. */
  readonly segments: readonly CleanerSegment[]
  /** From `cleaner-offset-checkpoint`; undefined when the log was never cleaned. */
  readonly checkpoint: number | undefined
  readonly logStartOffset: number
  readonly logEndOffset: number
  /** Never above the high watermark. */
  readonly lastStableOffset: number
  readonly now: number
  readonly minCompactionLagMs: number
  readonly maxCompactionLagMs: number
}

/** How far a log may be cleaned, and why it should be. */
export interface CleanablePlan {
  /** Where the next pass begins to look for newer records of keys. */
  readonly firstDirtyOffset: number
  /** Base offset of the first segment that is left alone. */
  readonly firstUncleanableOffset: number
  /** The checkpoint is not one of this log: it is to be replaced by `firstDirtyOffset`, and that be said. */
  readonly resetCheckpoint: 'below the log start' | 'beyond the log end' | undefined
  /** Of segments that hold offsets below `firstDirtyOffset`. */
  readonly cleanBytes: number
  /** Of segments from there to `firstUncleanableOffset`. */
  readonly cleanableBytes: number
  /** Share of the cleanable bytes in both; 0 for an empty log. */
  readonly cleanableRatio: number
  /** Milliseconds by which the oldest dirty record has outlived max.compaction.lag.ms; 0 for none. */
  readonly overdueMs: number
}

/** Plans the cleaning of one log. */
export function planCleanable(facts: CleanableFacts): CleanablePlan {
  const { firstDirtyOffset, resetCheckpoint } = firstDirty(facts)
  const active = facts.segments.at(-1)
  const inactive = facts.segments.slice(0, -1)
  const activeBase = active?.baseOffset ?? facts.logEndOffset
  const dirty = firstDirtyOffset < activeBase ? segmentsFrom(inactive, firstDirtyOffset) : []
  const bound = Math.max(
    firstDirtyOffset,
    Math.min(facts.lastStableOffset, activeBase, lagBound(dirty, facts)),
  )
  const uncleanable = bound < activeBase ? segmentsFrom(inactive, bound)[0] : active
  const firstUncleanableOffset = uncleanable?.baseOffset ?? activeBase
  const cleanBytes = bytesOf(facts.segments.filter((segment) => segment.baseOffset < firstDirtyOffset))
  const cleanable = segmentsFrom(facts.segments, Math.min(firstDirtyOffset, firstUncleanableOffset))
  const cleanableBytes = bytesOf(cleanable.filter((segment) => segment.baseOffset < firstUncleanableOffset))
  const totalBytes = cleanBytes + cleanableBytes
  return {
    firstDirtyOffset,
    firstUncleanableOffset,
    resetCheckpoint,
    cleanBytes,
    cleanableBytes,
    cleanableRatio: totalBytes === 0 ? 0 : cleanableBytes / totalBytes,
    overdueMs: overdueMs(dirty, facts),
  }
}

function firstDirty(facts: CleanableFacts): Pick<CleanablePlan, 'firstDirtyOffset' | 'resetCheckpoint'> {
  const { checkpoint = facts.logStartOffset, logStartOffset } = facts
  if (checkpoint < logStartOffset) {
    return { firstDirtyOffset: logStartOffset, resetCheckpoint: 'below the log start' }
  }
  if (checkpoint > facts.logEndOffset) {
    return { firstDirtyOffset: logStartOffset, resetCheckpoint: 'beyond the log end' }
  }
  return { firstDirtyOffset: checkpoint, resetCheckpoint: undefined }
}

/** Where records begin that are too young to be cleaned. */
function lagBound(dirty: readonly CleanerSegment[], facts: CleanableFacts): number {
  if (facts.minCompactionLagMs <= 0) return Infinity
  const earliest = facts.now - facts.minCompactionLagMs
  return dirty.find((segment) => segment.largestTimestamp() > earliest)?.baseOffset ?? Infinity
}

function overdueMs(dirty: readonly CleanerSegment[], facts: CleanableFacts): number {
  const latest = facts.now - Math.max(facts.maxCompactionLagMs, 0)
  let earliest = Infinity
  for (const segment of dirty) {
    const timestamp = segment.firstBatchTimestamp()
    if (timestamp !== undefined && timestamp > 0 && timestamp < earliest) earliest = timestamp
  }
  return earliest < latest ? latest - earliest : 0
}

/** From the segment that holds `offset` on. */
function segmentsFrom(segments: readonly CleanerSegment[], offset: number): readonly CleanerSegment[] {
  const after = segments.findIndex((segment) => segment.baseOffset > offset)
  const floor = (after === -1 ? segments.length : after) - 1
  return segments.slice(Math.max(floor, 0))
}

function bytesOf(segments: readonly CleanerSegment[]): number {
  let total = 0
  for (const segment of segments) total += segment.size
  return total
}

/** Whether a log is worth a pass: dirtier than its topic allows, or overdue. */
export function needsCleaning(plan: CleanablePlan, minCleanableDirtyRatio: number): boolean {
  if (plan.overdueMs > 0 && plan.cleanableBytes > 0) return true
  return plan.cleanableRatio > minCleanableDirtyRatio
}

/** The dirtiest of the logs that need cleaning, undefined when none does. */
export function chooseFilthiest<
  L extends { readonly plan: CleanablePlan; readonly minCleanableDirtyRatio: number },
>(logs: Iterable<L>): L | undefined {
  let filthiest: L | undefined
  for (const log of logs) {
    if (!needsCleaning(log.plan, log.minCleanableDirtyRatio)) continue
    if (filthiest === undefined || log.plan.cleanableRatio > filthiest.plan.cleanableRatio) filthiest = log
  }
  return filthiest
}

/** What bounds a segment that several become. */
export interface GroupBounds {
  readonly segmentBytes: number
  readonly segmentIndexBytes: number
  /** Where the last of the segments ends at most. */
  readonly firstUncleanableOffset: number
}

/** Offsets of a segment are kept relative to its first in 32 bits. */
const WIDEST_SPAN = 0x7fffffff

/** The segments of a pass, in runs of which each becomes one segment. Empty ones join any run. */
export function groupSegments<S extends CleanerSegment>(segments: readonly S[], bounds: GroupBounds): S[][] {
  const groups: S[][] = []
  let group: S[] = []
  let total = { size: 0, offsetIndexBytes: 0, timeIndexBytes: 0 }
  segments.forEach((segment, index) => {
    const sum = {
      size: total.size + segment.size,
      offsetIndexBytes: total.offsetIndexBytes + segment.offsetIndexBytes,
      timeIndexBytes: total.timeIndexBytes + segment.timeIndexBytes,
    }
    const endOffset = segments[index + 1]?.baseOffset ?? bounds.firstUncleanableOffset
    const span = endOffset - 1 - (group[0]?.baseOffset ?? segment.baseOffset)
    const fits =
      sum.size <= bounds.segmentBytes &&
      sum.offsetIndexBytes <= bounds.segmentIndexBytes &&
      sum.timeIndexBytes <= bounds.segmentIndexBytes &&
      (segment.size === 0 || span <= WIDEST_SPAN)
    if (fits && group.length > 0) {
      group.push(segment)
      total = sum
      return
    }
    group = [segment]
    groups.push(group)
    total = segment
  })
  return groups
}

/**
 * Segments last modified after this keep the tombstones of formats 0 and 1, which cannot carry a horizon of
 * their own: delete.retention.ms before the last change of what was cleaned already. 0 before any cleaning.
 */
export function legacyDeleteHorizon(
  segments: readonly CleanerSegment[],
  firstDirtyOffset: number,
  deleteRetentionMs: number,
): number {
  let last: CleanerSegment | undefined
  for (const segment of segments) if (segment.baseOffset < firstDirtyOffset) last = segment
  return last === undefined ? 0 : last.lastModified - deleteRetentionMs
}
