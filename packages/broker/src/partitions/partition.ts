/**
 * One partition that this broker leads: its log, its leader epoch, and those who wait for it (fetches for data,
 * coordinators for their appends). Writes staged appends once per turn; a disk that fails takes the partition offline,
 * and nothing staged on it is ever acknowledged.
 */
import type { PartitionLog } from '@samsa/log'
import type { KafkaErrorName } from '@samsa/protocol/kafka-errors'
import type { Uuid } from '@samsa/protocol/model/uuid'

/** What became of an append. */
export type AppendOutcome =
  | { readonly error?: undefined; readonly baseOffset: number; readonly lastOffset: number }
  | { readonly error: KafkaErrorName; readonly message: string }

/** See the file. */
export interface Partition {
  readonly topic: string
  readonly index: number
  readonly topicId: Uuid
  readonly leaderEpoch: number
  readonly log: PartitionLog
  /** Exclusive: the first offset consumers may not see yet. */
  readonly highWatermark: number
  /** Why nothing can be read or written here, e.g. KAFKA_STORAGE_ERROR; undefined when all is well. */
  readonly offline: KafkaErrorName | undefined
  /**
   * Appends batches on behalf of a coordinator. `bytes` may be reused only after `onCommitted`, which is called once: when
   * the high watermark has passed the batches (written, and flushed where the topic asks for it), or with the
   * error. Never called before this method returned. Appends commit in the order they were made.
   */
  appendAsLeader(bytes: Uint8Array, onCommitted: (outcome: AppendOutcome) => void): void
}
