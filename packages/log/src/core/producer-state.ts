/**
 * What one partition's log knows of the producers that write to it (KIP-98, KIP-360, KIP-890): epochs, the
 * last five batches of each, open transactions. Decides whether a batch is next, a duplicate or out of order,
 * and yields the last stable offset. Mutable and synchronous: it lies on the produce path. Refuses nothing
 * that is already in the log: batches from replication and recovery are applied without a check.
 */
import {
  batchAttributes,
  batchBaseOffset,
  batchBaseSequence,
  batchLastOffsetDelta,
  batchLastSequence,
  batchMaxTimestamp,
  batchProducerEpoch,
  batchProducerId,
  isControlBatch,
  isTransactionalBatch,
} from '@samsa/record/record-batch'
import { type EndTransactionMarker, readEndTransactionMarker } from '@samsa/record/control-record'
import { OpenTransactions } from './open-transactions.js'
import type { ProducerSnapshotEntry } from './producer-snapshot.js'

/** Who appends: only a client's sequences are checked; a replica's epochs are not either. */
export type ProducerOrigin = 'client' | 'coordinator' | 'replication'

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

/** Answer of `check`. */
export type ProducerVerdict =
  | { readonly kind: 'accept' }
  | { readonly kind: 'duplicate'; readonly batch: RememberedBatch }
  | { readonly kind: 'reject'; readonly error: ProducerError; readonly message: string }

export type ProducerError =
  | 'OUT_OF_ORDER_SEQUENCE_NUMBER'
  | 'INVALID_PRODUCER_EPOCH'
  | 'INVALID_TXN_STATE'
  | 'TRANSACTION_COORDINATOR_FENCED'
  | 'INVALID_RECORD'

const ACCEPT: ProducerVerdict = { kind: 'accept' }
const REMEMBERED_BATCHES = 5

type MutableEntry = { -readonly [K in keyof ProducerEntry]: ProducerEntry[K] } & {
  batches: RememberedBatch[]
}

/**
 * Producers of one partition. `view` arguments are over batches of magic 2 whose headers have been validated.
 */
export class ProducerState {
  readonly #producers = new Map<number, MutableEntry>()
  readonly #transactions = new OpenTransactions()

  /** How many producer ids are known. */
  get size(): number {
    return this.#producers.size
  }

  /** All that is known, in the order in which producers were first seen. */
  entries(): Iterable<ProducerEntry> {
    return this.#producers.values()
  }

  /** What is known of one producer. */
  get(producerId: number): ProducerEntry | undefined {
    return this.#producers.get(producerId)
  }

  /**
   * First offset that a transaction still holds undecided or unreplicated, undefined for none: bounds the
   * LSO.
   */
  get firstUnstableOffset(): number | undefined {
    return this.#transactions.firstUnstableOffset
  }

  /** First offset of the earliest open transaction, undefined for none. */
  get firstUndecidedOffset(): number | undefined {
    return this.#transactions.firstUndecidedOffset
  }

  /** Judges the batch at `at`; changes nothing. Batches without a producer id are always accepted. */
  check(bytes: Uint8Array, view: DataView, at: number, origin: ProducerOrigin): ProducerVerdict {
    const producerId = batchProducerId(view, at)
    if (producerId < 0 || origin === 'replication') return ACCEPT
    const entry = this.#producers.get(producerId)
    const attributes = batchAttributes(view, at)
    if (isControlBatch(attributes)) return checkMarker(entry, bytes, view, at)
    if (entry === undefined) return ACCEPT
    const epoch = batchProducerEpoch(view, at)
    if (origin === 'client') {
      const duplicate = epoch === entry.producerEpoch ? findDuplicate(entry, view, at) : undefined
      if (duplicate !== undefined) return { kind: 'duplicate', batch: duplicate }
    }
    if (epoch < entry.producerEpoch) return staleEpoch(entry, epoch)
    if (origin === 'client' && !isNextSequence(entry, epoch, batchBaseSequence(view, at))) {
      return outOfOrder(entry, view, at)
    }
    if (entry.transactionFirstOffset >= 0 && !isTransactionalBatch(attributes)) {
      const message = `producer ${producerId} has an open transaction; the batch is not transactional`
      return { kind: 'reject', error: 'INVALID_TXN_STATE', message }
    }
    return ACCEPT
  }

  /**
   * Takes note of a batch that has been appended (offsets assigned) or was read from the log. Returns the
   * transaction it completed, if any: aborted ones belong into the transaction index.
   */
  apply(bytes: Uint8Array, view: DataView, at: number): CompletedTransaction | undefined {
    const producerId = batchProducerId(view, at)
    if (producerId < 0) return undefined
    const attributes = batchAttributes(view, at)
    if (isControlBatch(attributes)) return this.#applyControl(bytes, view, at, producerId)
    const entry = this.#entryOf(producerId)
    const firstOffset = batchBaseOffset(view, at)
    takeEpoch(entry, batchProducerEpoch(view, at))
    const timestamp = batchMaxTimestamp(view, at)
    if (entry.batches.length === REMEMBERED_BATCHES) entry.batches.shift()
    entry.batches.push({
      firstSequence: batchBaseSequence(view, at),
      lastSequence: batchLastSequence(view, at),
      firstOffset,
      lastOffset: firstOffset + batchLastOffsetDelta(view, at),
      timestamp,
    })
    entry.lastTimestamp = timestamp
    if (entry.transactionFirstOffset < 0 && isTransactionalBatch(attributes)) {
      entry.transactionFirstOffset = firstOffset
      this.#transactions.begin(firstOffset)
    }
    return undefined
  }

  #applyControl(
    bytes: Uint8Array,
    view: DataView,
    at: number,
    producerId: number,
  ): CompletedTransaction | undefined {
    const marker = readEndTransactionMarker(bytes, at)
    if (marker === undefined) return undefined
    const entry = this.#entryOf(producerId)
    takeEpoch(entry, batchProducerEpoch(view, at))
    entry.coordinatorEpoch = marker.coordinatorEpoch
    entry.lastTimestamp = batchMaxTimestamp(view, at)
    if (entry.transactionFirstOffset < 0) return undefined
    const firstOffset = entry.transactionFirstOffset
    entry.transactionFirstOffset = -1
    const lastOffset = batchBaseOffset(view, at)
    const lastStableOffset = this.#transactions.complete(firstOffset, lastOffset)
    return { producerId, firstOffset, lastOffset, isAborted: marker.type === 'ABORT', lastStableOffset }
  }

  #entryOf(producerId: number): MutableEntry {
    const known = this.#producers.get(producerId)
    if (known !== undefined) return known
    const entry: MutableEntry = {
      producerId,
      producerEpoch: -1,
      coordinatorEpoch: -1,
      lastTimestamp: -1,
      transactionFirstOffset: -1,
      batches: [],
    }
    this.#producers.set(producerId, entry)
    return entry
  }

  /** Completed transactions whose marker lies below the high watermark no longer hold back the LSO. */
  onHighWatermark(highWatermark: number): void {
    this.#transactions.forgetReplicated(highWatermark)
  }

  /**
   * The log begins later: completed transactions that ended before are forgotten, producers stay (KIP-360).
   */
  onLogStartOffset(logStartOffset: number): void {
    this.#transactions.forgetReplicated(logStartOffset)
  }

  /** Forgets producers without an open transaction that were silent for `expirationMs`. Returns how many. */
  removeExpired(now: number, expirationMs: number): number {
    const before = this.#producers.size
    for (const entry of this.#producers.values()) {
      if (isExpired(entry, now, expirationMs)) this.#producers.delete(entry.producerId)
    }
    return before - this.#producers.size
  }

  /** Forgets everything, before a reload or when the log begins anew. */
  clear(): void {
    this.#producers.clear()
    this.#transactions.clear()
  }

  /** What a `.snapshot` file holds: each producer with its last batch only. */
  snapshot(): ProducerSnapshotEntry[] {
    return Array.from(this.#producers.values(), snapshotEntry)
  }

  /** Replaces the state by a snapshot's, without producers that have expired at `now`. */
  restore(entries: readonly ProducerSnapshotEntry[], now: number, expirationMs: number): void {
    this.clear()
    for (const from of entries) {
      const entry = restoredEntry(from)
      if (isExpired(entry, now, expirationMs)) continue
      this.#producers.set(entry.producerId, entry)
      if (entry.transactionFirstOffset >= 0) {
        this.#transactions.begin(entry.transactionFirstOffset)
      }
    }
  }
}

function takeEpoch(entry: MutableEntry, epoch: number): void {
  if (entry.producerEpoch === epoch) return
  entry.batches = []
  entry.producerEpoch = epoch
}

function isExpired(entry: ProducerEntry, now: number, expirationMs: number): boolean {
  return entry.transactionFirstOffset < 0 && now - entry.lastTimestamp >= expirationMs
}

function findDuplicate(entry: ProducerEntry, view: DataView, at: number): RememberedBatch | undefined {
  const first = batchBaseSequence(view, at)
  const last = batchLastSequence(view, at)
  for (const batch of entry.batches) {
    if (batch.firstSequence === first && batch.lastSequence === last) return batch
  }
  return undefined
}

/**
 * After a new epoch the sequence begins at 0; a producer whose batches are unknown may begin anywhere in its
 * epoch.
 */
function isNextSequence(entry: ProducerEntry, epoch: number, firstSequence: number): boolean {
  if (entry.producerEpoch === -1) return true
  if (epoch !== entry.producerEpoch) return firstSequence === 0
  const last = entry.batches.at(-1)?.lastSequence ?? -1
  return firstSequence === (last === 0x7fffffff ? 0 : last + 1)
}

function staleEpoch(entry: ProducerEntry, epoch: number): ProducerVerdict {
  const message = `producer ${entry.producerId} has epoch ${entry.producerEpoch}, the batch has ${epoch}`
  return { kind: 'reject', error: 'INVALID_PRODUCER_EPOCH', message }
}

function outOfOrder(entry: ProducerEntry, view: DataView, at: number): ProducerVerdict {
  const known = `epoch ${entry.producerEpoch} and last sequence ${entry.batches.at(-1)?.lastSequence ?? -1}`
  const came = `epoch ${batchProducerEpoch(view, at)} and sequence ${batchBaseSequence(view, at)}`
  const message = `producer ${entry.producerId} has ${known}, the batch has ${came}`
  return { kind: 'reject', error: 'OUT_OF_ORDER_SEQUENCE_NUMBER', message }
}

function checkMarker(
  entry: ProducerEntry | undefined,
  bytes: Uint8Array,
  view: DataView,
  at: number,
): ProducerVerdict {
  const marker: EndTransactionMarker | undefined = readEndTransactionMarker(bytes, at)
  if (marker === undefined || entry === undefined) return ACCEPT
  const epoch = batchProducerEpoch(view, at)
  if (epoch < entry.producerEpoch) return staleEpoch(entry, epoch)
  if (marker.coordinatorEpoch < entry.coordinatorEpoch) {
    const message = `the marker's coordinator epoch ${marker.coordinatorEpoch} is below ${entry.coordinatorEpoch}`
    return { kind: 'reject', error: 'TRANSACTION_COORDINATOR_FENCED', message }
  }
  return ACCEPT
}

function snapshotEntry(entry: ProducerEntry): ProducerSnapshotEntry {
  const last = entry.batches.at(-1)
  return {
    producerId: entry.producerId,
    producerEpoch: entry.producerEpoch,
    lastSequence: last?.lastSequence ?? -1,
    lastOffset: last?.lastOffset ?? -1,
    offsetDelta: last === undefined ? 0 : last.lastOffset - last.firstOffset,
    timestamp: entry.lastTimestamp,
    coordinatorEpoch: entry.coordinatorEpoch,
    transactionFirstOffset: entry.transactionFirstOffset,
  }
}

function restoredEntry(from: ProducerSnapshotEntry): MutableEntry {
  const { producerId, producerEpoch, coordinatorEpoch, timestamp, transactionFirstOffset } = from
  const batch: RememberedBatch = {
    firstSequence: from.lastSequence === -1 ? -1 : (from.lastSequence - from.offsetDelta) & 0x7fffffff,
    lastSequence: from.lastSequence,
    firstOffset: from.lastOffset - from.offsetDelta,
    lastOffset: from.lastOffset,
    timestamp,
  }
  const batches = from.lastOffset >= 0 ? [batch] : []
  return {
    producerId,
    producerEpoch,
    coordinatorEpoch,
    lastTimestamp: timestamp,
    transactionFirstOffset,
    batches,
  }
}
