/**
 * What a shard needs to know of the things it keeps: groups, transactional ids, share partitions. Each has
 * a key, an immutable state (undefined: it does not exist) and lives apart from the others; a shard holds
 * many. All functions are pure, and `apply` is the one path to durable state: for what was just appended
 * and for what is read back.
 */
import type { Decision } from './decision.js'

/** A record as it lies in an internal topic: key and value bytes; a null value is a tombstone. */
export interface StoredRecord {
  readonly key: Uint8Array
  readonly value: Uint8Array | null
}

/** Where a record stands in the log. */
export interface RecordPlace {
  readonly offset: number
  /** -1: not part of a transaction. */
  readonly producerId: number
}

/** A record that could be read, and whose it is. */
export interface DecodedRecord<Rec> {
  readonly key: string
  readonly record: Rec
}

/** See the file. */
export interface StateMachine<State, Rec, Soft, Reply> {
  apply(key: string, state: State | undefined, record: Rec, place: RecordPlace): State | undefined
  applySoft(key: string, state: State | undefined, soft: Soft): State | undefined
  /** Decides the fate of what `apply` kept back for a transaction of this producer. */
  endTransaction(key: string, state: State, producerId: number, committed: boolean): State | undefined
  /** Bytes of a record; what they are made of is Kafka's schema. */
  encode(key: string, record: Rec): StoredRecord
  /**
   * Undefined: a record this machine does not know, to be left alone. Throws DecodeError for a damaged one.
   */
  decode(record: StoredRecord): DecodedRecord<Rec> | undefined
  /** This coordinator has just taken over: which timers must run. */
  started(key: string, state: State, now: number): Decision<Rec, Soft, Reply>
  timerFired(key: string, state: State | undefined, timer: string, now: number): Decision<Rec, Soft, Reply>
}
