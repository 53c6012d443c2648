/**
 * The log of one partition: segments in a folder, producer state, leader epochs, high watermark.
 * `append` decides and stages, `write` acts. Refuses to interpret records beyond their batch headers.
 */
import type { TopicConfig } from '@samsa/config/topic-config'
import type { Uuid } from '@samsa/protocol/model/uuid'
import type { AppendContext, AppendResult } from '../core/append-result.js'
import type { EpochEndOffset, ReadResult, TimestampOffset } from '../core/read-result.js'

export declare class PartitionLog {
  readonly topic: string
  readonly partition: number
  readonly topicId: Uuid
  /** Oldest offset that may be read. */
  readonly logStartOffset: number
  /** Offset after the last one written: staged batches are not in it. */
  readonly logEndOffset: number
  /** Offset the next appended record gets: `logEndOffset` plus what is staged. */
  readonly nextOffset: number
  /** Never above `logEndOffset`, never below `logStartOffset`. */
  readonly highWatermark: number
  /** min(high watermark, first offset of an undecided transaction). */
  readonly lastStableOffset: number
  /** Bytes of all segments' `.log` files, staged ones included. */
  readonly sizeInBytes: number
  /** Bytes staged and not yet written. */
  readonly staged: number
  /** After `write()`: flush.messages was reached. Acknowledge only when `flush()` has resolved. */
  readonly flushDue: boolean
  /** Everything below is on the device. */
  readonly recoveryPoint: number

  readonly config: TopicConfig
  /** New settings from the next append, roll or retention check on. */
  reconfigure(config: TopicConfig): void
  /**
   * Validates, assigns offsets by patching the headers in place, and stages. No file is touched, nothing is visible
   * until `write()`. `bytes` is borrowed until then, unless `copied` in the result says otherwise.
   */
  append(bytes: Uint8Array, context: AppendContext): AppendResult
  /**
   * Writes all that is staged: one writev per segment, index entries, rolls. Throws DiskError; then the staged
   * batches are gone, what reached the file is unknown, and the directory is offline (its `onFailure` told).
   */
  write(): void
  /**
   * Whole batches from the one that holds `offset`, none at or beyond `upTo` (exclusive: high watermark, last stable
   * offset or log end). A promise when the range may be cold. `minOneBatch`: the first batch comes even when
   * it is larger than `maxBytes`; otherwise empty. `lend` provides the buffer when a file must be read (at
   * least that many bytes); without it one is allocated.
   */
  read(
    offset: number,
    maxBytes: number,
    upTo: number,
    minOneBatch: boolean,
    lend?: (bytes: number) => Uint8Array,
  ): ReadResult | Promise<ReadResult>
  /** Bytes in the log between two offsets, roughly (whole batches); what a waiting fetch counts. */
  bytesBetween(from: number, to: number): number
  /** Follows the in-sync replicas (or a leader's answer); values outside [logStartOffset, logEndOffset] are clamped. */
  advanceHighWatermark(offset: number): void
  /** First record with a timestamp >= the given one, in offset order; undefined: none below `upTo` (default: log end). */
  offsetForTimestamp(timestamp: number, upTo?: number): Promise<TimestampOffset | undefined>
  /** The record with the largest timestamp (ListOffsets -3); undefined when the log is empty. */
  maxTimestamp(): Promise<TimestampOffset | undefined>
  /** -1 when none is known. */
  readonly latestEpoch: number
  /** The leader's epoch begins at `logEndOffset` (a no-op for an epoch already known). Written at once. */
  assignEpoch(epoch: number): void
  endOffsetForEpoch(epoch: number): EpochEndOffset
  /** Epoch of an offset; -1 unknown. */
  epochOf(offset: number): number
  /** DeleteRecords: moves the log start offset up (not beyond the high watermark); -1 means the high watermark. */
  deleteRecordsBefore(offset: number): { error: '' | 'OFFSET_OUT_OF_RANGE'; logStartOffset: number }
  /** Removes segments by retention.ms, retention.bytes and log start offset; how many went. */
  enforceRetention(now: number): number
  /** Drops everything at and after `offset`. */
  truncateTo(offset: number): void
  /** Drops everything; the next record gets `offset`. */
  truncateFullyAndStartAt(offset: number): void
  /** fsync of all that is written; then `recoveryPoint` = the log end offset at the call. */
  flush(): Promise<void>
}
