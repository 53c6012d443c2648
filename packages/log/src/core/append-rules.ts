/**
 * The words of append validation: what a topic demands of records, and what validation says of a set of
 * batches. Owns no decision; those are in validate-append.ts, validate-request.ts and validate-replicated.ts.
 */
import type { CodecName } from '@samsa/record/codec-name'
import type { RecordError } from './append-result.js'

/** What a topic's settings demand of an append; made once per configuration, not per append. */
export interface AppendRules {
  /** `topic-0`, for the texts of refusals. */
  readonly topicPartition: string
  /** cleanup.policy holds `compact`: every record needs a key. */
  readonly compacts: boolean
  /** max.message.bytes: of a whole batch, compressed. */
  readonly maxMessageBytes: number
  /** segment.bytes: an append must fit into one segment. */
  readonly segmentBytes: number
  /** compression.type; `producer` keeps whatever comes. `none` is Kafka's `uncompressed`. */
  readonly compression: CodecName | 'producer'
  /** compression.<codec>.level of that codec, undefined for the codec's default. */
  readonly compressionLevel?: number
  /** message.timestamp.type. */
  readonly timestampType: 'CreateTime' | 'LogAppendTime'
  /** message.timestamp.before.max.ms; 2^63-1 (as a number: any value from 2^53 on) means no bound. */
  readonly timestampBeforeMaxMs: number
  /** message.timestamp.after.max.ms. */
  readonly timestampAfterMaxMs: number
}

/** Where and when batches are appended. */
export interface AppendPlace {
  /**
   * A coordinator of this broker may write control batches and gives its own base offsets no meaning either.
   */
  readonly origin: 'client' | 'coordinator'
  /** Offset of the next record: the log's end. */
  readonly nextOffset: number
  readonly leaderEpoch: number
  /** Wall clock, milliseconds. */
  readonly now: number
}

/** Batches amid other bytes. */
export interface BatchesAt {
  readonly bytes: Uint8Array
  /** Over all of `bytes`. */
  readonly view: DataView
  readonly from: number
  /** Exclusive. */
  readonly to: number
}

/**
 * The batches are good, have their offsets, and may be written as they lie here: where they came, patched in place, or
 * in a new place where they had to be converted.
 */
export interface AcceptedAppend extends BatchesAt {
  readonly error: ''
  readonly baseOffset: number
  /** Inclusive. */
  readonly lastOffset: number
  readonly recordCount: number
  /** Largest timestamp, and the last offset of the batch that has it: what the time index notes. */
  readonly maxTimestamp: number
  readonly offsetOfMaxTimestamp: number
  /** -1 unless message.timestamp.type=LogAppendTime. */
  readonly logAppendTime: number
}

export type AppendError =
  | 'CORRUPT_MESSAGE'
  | 'INVALID_RECORD'
  | 'INVALID_TIMESTAMP'
  | 'MESSAGE_TOO_LARGE'
  | 'RECORD_LIST_TOO_LARGE'
  | 'UNSUPPORTED_COMPRESSION_TYPE'
  | 'UNSUPPORTED_FOR_MESSAGE_FORMAT'
  | 'OFFSET_OUT_OF_RANGE'

/** Nothing may be written. Bytes may have been left as they came or not: they must not be used. */
export interface RefusedAppend {
  readonly error: AppendError
  /** Why, in words: for logs. A client is told it only when there are record errors, as Kafka does. */
  readonly message: string
  /** Which records, where single records are to blame. */
  readonly recordErrors: readonly RecordError[]
  /** Whether Kafka's answer carries the log start offset (true) or -1 (false) with this refusal. */
  readonly answersLogStart: boolean
}

export type AppendVerdict = AcceptedAppend | RefusedAppend

/** A refusal without record errors. */
export function refuse(error: AppendError, message: string, answersLogStart: boolean): RefusedAppend {
  return { error, message, recordErrors: [], answersLogStart }
}
