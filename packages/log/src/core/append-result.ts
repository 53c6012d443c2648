/**
 * What goes into and comes out of an append: the words that the validation (pure), the partition's log
 * and the broker share. A rejected append is a value, never a throw: nothing of it was staged.
 */
import type { KafkaErrorName } from '@samsa/protocol/kafka-errors'

/** Who writes. It decides how strictly a batch is checked and who assigns offsets. */
export type AppendOrigin = 'client' | 'coordinator' | 'replication'

export interface AppendContext {
  readonly origin: AppendOrigin
  /** Written into every batch, except for 'replication', where the batches carry the leader's own. */
  readonly leaderEpoch: number
  /** Wall clock in milliseconds: log append time, timestamp bounds, idle producers. */
  readonly now: number
  /** Version of the Produce request; absent: the newest. Old ones may send message formats 0 and 1. */
  readonly apiVersion?: number
  /**
   * Where producers of transactions are vouched for (KIP-890): the guard that `startVerification` gave, or
   * NO_GUARD. A transactional batch that begins its transaction in this log is refused without the right one.
   * Absent: nobody need be vouched for.
   */
  readonly verificationGuard?: number
  /** Of the transaction that a marker ends; from 2 on each ends with an epoch of its own. Default 0. */
  readonly transactionVersion?: number
}

/** One record refused, for Produce's per-record errors (KIP-467). */
export interface RecordError {
  /** Index of the record within the set that was appended. */
  readonly batchIndex: number
  readonly message: string | null
}

export type AppendResult = AppendedBatches | RejectedBatches

export interface AppendedBatches {
  readonly error: ''
  readonly baseOffset: number
  /** Inclusive. */
  readonly lastOffset: number
  /** -1 unless message.timestamp.type=LogAppendTime. */
  readonly logAppendTime: number
  readonly logStartOffset: number
  /**
   * true: the bytes were copied, so the caller may reuse them now. false: they stay borrowed until
   * `write()`.
   */
  readonly copied: boolean
  /** An idempotent producer sent what is already here: nothing was staged, the offsets are the first ones. */
  readonly duplicate: boolean
}

export interface RejectedBatches {
  readonly error: KafkaErrorName
  readonly message: string
  readonly recordErrors: readonly RecordError[]
  /** What Produce answers beside the error: -1 with those errors for which Kafka does not tell it. */
  readonly logStartOffset: number
}
