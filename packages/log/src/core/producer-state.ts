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
import { readEndTransactionMarker } from '@samsa/record/control-record'
import {
  ACCEPT,
  type AppendTerms,
  checkProducer,
  NO_TERMS,
  type ProducerOrigin,
  type ProducerVerdict,
} from './check-producer.js'
import { OpenTransactions } from './open-transactions.js'
import type { CompletedTransaction, ProducerEntry, RememberedBatch } from './producer-entry.js'
import type { ProducerSnapshotEntry } from './producer-snapshot.js'

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
  check(
    bytes: Uint8Array,
    view: DataView,
    at: number,
    origin: ProducerOrigin,
    terms: AppendTerms = NO_TERMS,
  ): ProducerVerdict {
    const producerId = batchProducerId(view, at)
    if (producerId < 0 || origin === 'replication') return ACCEPT
    return checkProducer(this.#producers.get(producerId), bytes, view, at, origin, terms)
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
