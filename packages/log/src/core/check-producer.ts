/**
 * Whether a batch may be appended for what is known of its producer, in Kafka's order: a duplicate of the last
 * five, a transaction nobody vouched for (KIP-890), an old epoch, a gap in the sequences, a plain batch amid a
 * transaction. Markers: an old epoch of the producer (KIP-1228) or of the coordinator. Judges only.
 */
import { type EndTransactionMarker, readEndTransactionMarker } from '@samsa/record/control-record'
import {
  batchAttributes,
  batchBaseSequence,
  batchLastSequence,
  batchProducerEpoch,
  batchProducerId,
  isControlBatch,
  isTransactionalBatch,
} from '@samsa/record/record-batch'
import type { ProducerEntry, RememberedBatch } from './producer-entry.js'
import type { TransactionVerifications, VerificationEntry } from './transaction-verifications.js'

/** Who appends: only a client's sequences are checked; a replica's epochs are not either. */
export type ProducerOrigin = 'client' | 'coordinator' | 'replication'

/** What more an append is judged by. */
export interface AppendTerms {
  /** Of the log. */
  readonly verifications?: TransactionVerifications
  /**
   * A batch that begins a transaction here must carry the guard under which the coordinator was asked;
   * absent: nobody need be asked.
   */
  readonly guard?: number
  /** Of a marker: from 2 on, each transaction ends with a new epoch. Default 0. */
  readonly transactionVersion?: number
}

/** Answer of `checkProducer`. */
export type ProducerVerdict =
  | { readonly kind: 'accept' }
  | { readonly kind: 'duplicate'; readonly batch: RememberedBatch }
  | ProducerRefused

export interface ProducerRefused {
  readonly kind: 'reject'
  readonly error: ProducerError
  readonly message: string
}

export type ProducerError =
  | 'OUT_OF_ORDER_SEQUENCE_NUMBER'
  | 'INVALID_PRODUCER_EPOCH'
  | 'INVALID_TXN_STATE'
  | 'TRANSACTION_COORDINATOR_FENCED'

export const ACCEPT: ProducerVerdict = { kind: 'accept' }
export const NO_TERMS: AppendTerms = {}

const LAST_SEQUENCE = 0x7fffffff

/** `entry`: what is known of the producer of the batch at `at`, which has an id; `origin` is not replication. */
export function checkProducer(
  entry: ProducerEntry | undefined,
  bytes: Uint8Array,
  view: DataView,
  at: number,
  origin: ProducerOrigin,
  terms: AppendTerms,
): ProducerVerdict {
  const attributes = batchAttributes(view, at)
  if (isControlBatch(attributes)) return checkMarker(entry, bytes, view, at, terms.transactionVersion ?? 0)
  const epoch = batchProducerEpoch(view, at)
  const isClient = origin === 'client'
  if (isClient && entry !== undefined && epoch === entry.producerEpoch) {
    const batch = findDuplicate(entry, view, at)
    if (batch !== undefined) return { kind: 'duplicate', batch }
  }
  const isTransactional = isTransactionalBatch(attributes)
  if (isTransactional && isUnverified(entry, view, at, epoch, terms)) {
    return reject(
      'INVALID_TXN_STATE',
      `producer ${batchProducerId(view, at)} has no verified transaction here`,
    )
  }
  if (entry !== undefined && epoch < entry.producerEpoch) return staleEpoch(entry, epoch)
  if (isClient) {
    const refused = checkSequence(entry, view, at, epoch, terms.verifications)
    if (refused !== undefined) return refused
  }
  if (entry === undefined || entry.transactionFirstOffset < 0 || isTransactional) return ACCEPT
  const message = `producer ${entry.producerId} has an open transaction; the batch is not transactional`
  return reject('INVALID_TXN_STATE', message)
}

function isUnverified(
  entry: ProducerEntry | undefined,
  view: DataView,
  at: number,
  epoch: number,
  terms: AppendTerms,
): boolean {
  const { guard, verifications } = terms
  if (guard === undefined || hasOpenTransaction(entry, epoch)) return false
  return verifications?.isVerified(batchProducerId(view, at), guard) !== true
}

/** With a newer epoch than the one known, the open transaction may be over: its marker is still to come. */
export function hasOpenTransaction(entry: ProducerEntry | undefined, epoch: number): boolean {
  return entry !== undefined && entry.transactionFirstOffset >= 0 && entry.producerEpoch === epoch
}

function findDuplicate(entry: ProducerEntry, view: DataView, at: number): RememberedBatch | undefined {
  const first = batchBaseSequence(view, at)
  const last = batchLastSequence(view, at)
  for (const batch of entry.batches) {
    if (batch.firstSequence === first && batch.lastSequence === last) return batch
  }
  return undefined
}

function checkSequence(
  entry: ProducerEntry | undefined,
  view: DataView,
  at: number,
  epoch: number,
  verifications: TransactionVerifications | undefined,
): ProducerRefused | undefined {
  const sequence = batchBaseSequence(view, at)
  if (verifications !== undefined && verifications.size > 0) {
    const verification = verifications.get(batchProducerId(view, at))
    const refused = verification && checkTentative(verification, entry, sequence)
    if (refused !== undefined) return refused
  }
  return entry === undefined || isNextSequence(entry, epoch, sequence)
    ? undefined
    : outOfOrder(entry, view, at)
}

/** A later batch must not overtake one that waits for the coordinator's word: that one could never follow. */
function checkTentative(
  verification: VerificationEntry,
  entry: ProducerEntry | undefined,
  sequence: number,
): ProducerRefused | undefined {
  const { producerId, lowestSequence, supportsEpochBump } = verification
  const isUnknown = entry === undefined || entry.batches.length === 0
  if (supportsEpochBump && sequence !== 0 && isUnknown) {
    const message = `producer ${producerId} begins with sequence ${sequence}, not 0`
    return reject('OUT_OF_ORDER_SEQUENCE_NUMBER', message)
  }
  if (sequence <= lowestSequence) return undefined
  const ahead = `sequence ${lowestSequence} is not appended yet`
  const message = `producer ${producerId}: ${ahead}, the batch has ${sequence}`
  return reject('OUT_OF_ORDER_SEQUENCE_NUMBER', message)
}

/**
 * After a new epoch the sequence begins at 0; a producer whose batches are unknown may begin anywhere in its
 * epoch.
 */
function isNextSequence(entry: ProducerEntry, epoch: number, firstSequence: number): boolean {
  if (entry.producerEpoch === -1) return true
  if (epoch !== entry.producerEpoch) return firstSequence === 0
  const last = entry.batches.at(-1)?.lastSequence ?? -1
  return firstSequence === (last === LAST_SEQUENCE ? 0 : last + 1)
}

function outOfOrder(entry: ProducerEntry, view: DataView, at: number): ProducerRefused {
  const known = `epoch ${entry.producerEpoch} and last sequence ${entry.batches.at(-1)?.lastSequence ?? -1}`
  const came = `epoch ${batchProducerEpoch(view, at)} and sequence ${batchBaseSequence(view, at)}`
  const message = `producer ${entry.producerId} has ${known}, the batch has ${came}`
  return reject('OUT_OF_ORDER_SEQUENCE_NUMBER', message)
}

function checkMarker(
  entry: ProducerEntry | undefined,
  bytes: Uint8Array,
  view: DataView,
  at: number,
  transactionVersion: number,
): ProducerVerdict {
  const marker: EndTransactionMarker | undefined = readEndTransactionMarker(bytes, at)
  if (marker === undefined || entry === undefined) return ACCEPT
  const epoch = batchProducerEpoch(view, at)
  if (epoch < entry.producerEpoch) return staleEpoch(entry, epoch)
  // One that was sent again finds no transaction and does no harm; one that is late would end the next transaction.
  const isOpen = entry.transactionFirstOffset >= 0
  if (transactionVersion >= 2 && isOpen && epoch === entry.producerEpoch) {
    return staleEpoch(entry, epoch, `, transaction version ${transactionVersion} wants a new one`)
  }
  if (marker.coordinatorEpoch < entry.coordinatorEpoch) {
    const message = `the marker's coordinator epoch ${marker.coordinatorEpoch} is below ${entry.coordinatorEpoch}`
    return reject('TRANSACTION_COORDINATOR_FENCED', message)
  }
  return ACCEPT
}

/** `why`: what the message adds. */
export function staleEpoch(entry: ProducerEntry, epoch: number, why = ''): ProducerRefused {
  const message = `producer ${entry.producerId} has epoch ${entry.producerEpoch}, the batch has ${epoch}${why}`
  return reject('INVALID_PRODUCER_EPOCH', message)
}

function reject(error: ProducerError, message: string): ProducerRefused {
  return { kind: 'reject', error, message }
}
