/**
 * What a log remembers of one producer, and of a transaction that ended. Types only.
 */

/** A batch as the cache of the last five remembers it. */
export interface RememberedBatch {
  readonly firstSequence: number
  readonly lastSequence: number
  readonly firstOffset: number
  readonly lastOffset: number
  /** The batch's largest timestamp; what a duplicate's answer carries as log append time. */
  readonly timestamp: number
}

/** What is known of one producer id. */
export interface ProducerEntry {
  readonly producerId: number
  /** -1 while unknown. */
  readonly producerEpoch: number
  /** Of the last transaction marker, -1 before any. */
  readonly coordinatorEpoch: number
  /** Largest timestamp of the last batch or marker; expiry counts from it. */
  readonly lastTimestamp: number
  /** First offset of the open transaction, -1 for none. */
  readonly transactionFirstOffset: number
  /** At most five, oldest first, all of `producerEpoch`. */
  readonly batches: readonly RememberedBatch[]
}

/** A transaction that a marker ended. */
export interface CompletedTransaction {
  readonly producerId: number
  readonly firstOffset: number
  /** Offset of the marker. */
  readonly lastOffset: number
  readonly isAborted: boolean
  /** Last stable offset once this transaction is over: what `.txnindex` notes beside an abort. */
  readonly lastStableOffset: number
}
