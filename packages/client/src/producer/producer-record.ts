/**
 * What a producer is given and what it gives back. Text is encoded as UTF-8; anything else is bytes.
 */
export interface ProducerRecord {
  readonly topic: string
  /** Chosen by the partitioner when absent. */
  readonly partition?: number
  readonly key?: Uint8Array | string | null
  /** null is a tombstone on a compacted topic. */
  readonly value?: Uint8Array | string | null
  /** Milliseconds since the epoch; the time of the call when absent. */
  readonly timestamp?: number
  readonly headers?: readonly RecordHeader[]
}

export interface RecordHeader {
  readonly key: string
  readonly value: Uint8Array | string | null
}

/** Where an acknowledged record is. */
export interface RecordMetadata {
  readonly topic: string
  readonly partition: number
  /** -1 when the broker does not say (`acks=0`, or a duplicate it had already dropped from memory). */
  readonly offset: number
  /**
   * Milliseconds since the epoch: the record's own, or the broker's with
   * `message.timestamp.type=LogAppendTime`.
   */
  readonly timestamp: number
  /** Bytes of the serialised key and value; -1 for null. */
  readonly serializedKeySize: number
  readonly serializedValueSize: number
}

/** One batch that was acknowledged or given up, for callers who count rather than await each record. */
export interface BatchDelivery {
  readonly topic: string
  readonly partition: number
  /** -1 when unknown. */
  readonly baseOffset: number
  readonly recordCount: number
  /** Bytes of keys, values and headers, before compression. */
  readonly payloadBytes: number
  /** Monotonic time at which each record was handed in. */
  readonly queuedAt: readonly number[]
  /** Monotonic time of the answer. */
  readonly completedAt: number
  readonly error?: Error
}
