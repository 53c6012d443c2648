/**
 * Where a follower cuts its log before it follows a leader: both look where their logs part, by epochs (KIP-101,
 * KIP-279). A plan only.
 *
 * The follower asks where its latest epoch ended; the leader answers with the largest epoch it knows that is not
 * above it, and that epoch's end. Does the follower know that epoch too, both have the same records up to the
 * smaller of the two ends. Else the follower cuts to the end of its largest epoch below it, and asks again.
 */
import type { LeaderEpochHistory } from './leader-epoch-history.js'

/** What is to be done. */
export interface EpochTruncation {
  /** The log ends there, at its end now at most. */
  readonly offset: number
  /** The log is a beginning of the leader's; else the leader must be asked again. */
  readonly isComplete: boolean
}

/** `answer`: the leader's, both -1 when it knows no such epoch. */
export function planEpochTruncation(
  epochs: LeaderEpochHistory,
  log: { readonly highWatermark: number; readonly logEndOffset: number },
  answer: { readonly epoch: number; readonly endOffset: number },
): EpochTruncation {
  const { highWatermark, logEndOffset } = log
  // Nothing to go by but what was known to be on all in-sync replicas.
  if (answer.endOffset < 0) return complete(highWatermark)
  const ends = complete(Math.min(answer.endOffset, logEndOffset))
  if (answer.epoch < 0) return ends
  const own = epochs.endOffsetFor(answer.epoch, logEndOffset)
  if (own.endOffset < 0) return ends
  if (own.leaderEpoch === answer.epoch) return complete(Math.min(own.endOffset, ends.offset))
  return { offset: Math.min(own.endOffset, logEndOffset), isComplete: false }
}

function complete(offset: number): EpochTruncation {
  return { offset, isComplete: true }
}
