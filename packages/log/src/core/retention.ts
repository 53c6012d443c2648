/**
 * Which segments may go: those wholly below the log start offset, those that push the log over
 * retention.bytes, those whose youngest record is older than retention.ms. Always from the oldest on, never
 * one that the high watermark has not passed, and with cleanup.policy=compact alone only the first kind.
 */
import type { LogSettings } from './log-settings.js'

export interface RetainedSegment {
  readonly baseOffset: number
  readonly size: number
  /** Milliseconds; asked only for the oldest segments, as it may have to be read from the time index. */
  largestTimestamp(): number
}

export interface RetentionFacts {
  readonly now: number
  readonly highWatermark: number
  readonly logStartOffset: number
  readonly logEndOffset: number
}

export type RetentionReason = 'log-start-offset' | 'retention.bytes' | 'retention.ms'

export interface RetentionPlan {
  /** So many of the oldest segments go. When all do, a new one begins at the log end first. */
  readonly count: number
  /** Why, for the last of them; undefined when none goes. */
  readonly because: RetentionReason | undefined
}

/** `segments` from the oldest to the active one. */
export function planRetention(
  segments: readonly RetainedSegment[],
  settings: LogSettings,
  facts: RetentionFacts,
): RetentionPlan {
  let total = 0
  for (const segment of segments) total += segment.size
  let count = 0
  let because: RetentionReason | undefined
  for (;;) {
    const reason = reasonToDelete(segments, count, total, settings, facts)
    if (reason === undefined) return { count, because }
    total -= segments[count]?.size ?? 0
    because = reason
    count += 1
  }
}

function reasonToDelete(
  segments: readonly RetainedSegment[],
  index: number,
  total: number,
  settings: LogSettings,
  facts: RetentionFacts,
): RetentionReason | undefined {
  const segment = segments[index]
  if (segment === undefined) return undefined
  const next = segments[index + 1]
  if (next === undefined && segment.size === 0) return undefined
  if (facts.highWatermark < (next?.baseOffset ?? facts.logEndOffset)) return undefined
  if (next !== undefined && next.baseOffset <= facts.logStartOffset) return 'log-start-offset'
  if (!settings.deletes) return undefined
  if (settings.retentionBytes >= 0 && total - segment.size >= settings.retentionBytes)
    return 'retention.bytes'
  if (settings.retentionMs >= 0 && facts.now - segment.largestTimestamp() > settings.retentionMs) {
    return 'retention.ms'
  }
  return undefined
}
