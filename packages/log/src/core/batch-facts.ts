/**
 * Facts of the batch at a position that the log needs in every format: magic 2 and the messages of magic 0
 * and 1, which are batches of their own (a compressed one carries its last inner offset). Reads, never
 * checks.
 */
import { readInt64 } from '@samsa/record/bytes'
import {
  batchBaseOffset,
  batchLastOffsetDelta,
  batchLeaderEpoch,
  batchMagic,
  batchMaxTimestamp,
} from '@samsa/record/record-batch'

/** Bytes from the start of a batch within which size and magic lie. */
export const PREFIX_BYTES = 17

/** Inclusive. */
export function lastOffsetOf(view: DataView, at: number): number {
  return batchMagic(view, at) >= 2
    ? batchBaseOffset(view, at) + batchLastOffsetDelta(view, at)
    : batchBaseOffset(view, at)
}

/** Largest timestamp; -1 for magic 0, which has none. */
export function maxTimestampOf(view: DataView, at: number): number {
  const magic = batchMagic(view, at)
  if (magic >= 2) return batchMaxTimestamp(view, at)
  return magic === 1 ? readInt64(view, at + 18) : -1
}

/** -1 for magic 0 and 1. */
export function leaderEpochOf(view: DataView, at: number): number {
  return batchMagic(view, at) >= 2 ? batchLeaderEpoch(view, at) : -1
}
