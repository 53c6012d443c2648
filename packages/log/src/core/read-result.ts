/**
 * What a read of a partition yields: whole batches as they lie in the file, or the one expected failure.
 */
import type { AbortedTransaction } from './transaction-index.js'

export type ReadResult = ReadBytes | ReadRefused

export interface ReadBytes {
  readonly error: ''
  /**
   * Whole batches, the first holding the asked offset (it may begin before it). Empty at the end of what
   * may be read. Stays unchanged for as long as it is referenced (or as the lent buffer is left alone).
   */
  readonly bytes: Uint8Array
  /** Offset after the last batch in `bytes`: where the next read continues; the asked offset when empty. */
  readonly nextOffset: number
}

export interface ReadRefused {
  readonly error: 'OFFSET_OUT_OF_RANGE'
  readonly logStartOffset: number
  readonly logEndOffset: number
}

/** A read for a consumer of committed records. */
export type CommittedRead = CommittedBytes | ReadRefused

export interface CommittedBytes extends ReadBytes {
  /** Transactions that were aborted, with records in `bytes` or before: what the consumer must leave out. */
  readonly aborted: readonly AbortedTransaction[]
}

/** A record found by time. */
export interface TimestampOffset {
  readonly timestamp: number
  readonly offset: number
  /** Epoch of the batch the record is in; -1 when it has none (formats 0 and 1). */
  readonly leaderEpoch: number
}

/**
 * Where an epoch ends (OffsetForLeaderEpoch): the largest known epoch <= the asked one, its end offset
 * exclusive.
 */
export interface EpochEndOffset {
  /** -1: no such epoch is known. */
  readonly epoch: number
  readonly endOffset: number
}
