/**
 * What a consumer hands out. Keys and values are bytes; they are copies or views that stay valid.
 */
export interface ConsumerRecord {
  readonly topic: string
  readonly partition: number
  readonly offset: number
  /** Milliseconds since the epoch; -1 for messages of format 0, which have none. */
  readonly timestamp: number
  readonly timestampType: TimestampType
  readonly key: Uint8Array | null
  readonly value: Uint8Array | null
  readonly headers: readonly { readonly key: string; readonly value: Uint8Array | null }[]
  /** Undefined for message formats 0 and 1. */
  readonly leaderEpoch: number | undefined
}

/** Kafka's names: who set the timestamp. */
export type TimestampType = 'NoTimestampType' | 'CreateTime' | 'LogAppendTime'

/** A committed position: the next offset to read, with what the committer wanted to remember. */
export interface OffsetAndMetadata {
  readonly offset: number
  readonly leaderEpoch?: number
  readonly metadata?: string
}

/** The first offset whose timestamp is at or after the one asked for. */
export interface OffsetAndTimestamp {
  readonly offset: number
  readonly timestamp: number
  readonly leaderEpoch: number | undefined
}
