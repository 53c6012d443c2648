/**
 * The log as a coordinator sees it: one partition of an internal topic. Owned here, so that coordinators do
 * not know the log; partition-coordinator-log.ts fits a broker's partition to it, tests fit an array.
 */
import type { TransactionEnd } from '@samsa/log'
import type { KafkaErrorName } from '@samsa/protocol/kafka-errors'
import type { RecordPlace, StoredRecord } from './state-machine.js'

/** What a replay finds, in offset order. */
export type Replayed =
  | { readonly kind: 'record'; readonly record: StoredRecord; readonly place: RecordPlace }
  | { readonly kind: 'transaction-end'; readonly producerId: number; readonly committed: boolean }

/** See the file. */
export interface CoordinatorLog {
  /**
   * Appends the records as one batch. The offset of the first one, or undefined when the batch was refused
   * and nothing of it will ever be read. Either way `done` is called once, after this returned: without an
   * error when the batch is committed. Batches commit in the order they were appended.
   */
  append(
    records: readonly StoredRecord[],
    now: number,
    done: (error: KafkaErrorName | undefined) => void,
  ): number | undefined
  /** Appends the marker that ends a transaction, otherwise as `append`; whether it was accepted. */
  endTransaction(end: TransactionEnd, done: (error: KafkaErrorName | undefined) => void): boolean
  /**
   * Visits every record there is. A promise when some of it may be cold. Bytes are valid during the visit
   * only.
   */
  replay(visit: (found: Replayed) => void): void | Promise<void>
}
