/**
 * Transactions as a coordinator and the produce path see them on one log: the wait for the coordinator's word
 * before a transaction begins here, and the marker that ends it. Asks nobody over the network: whoever does
 * brings the guard back with the append.
 */
import { encodeEndTransactionMarker } from '@samsa/record/control-record'
import type { AppendResult } from '../core/append-result.js'
import { hasOpenTransaction, type ProducerRefused, staleEpoch } from '../core/check-producer.js'
import {
  NO_GUARD,
  TransactionVerifications,
  type VerificationRequest,
} from '../core/transaction-verifications.js'
import type { LogState } from './log-state.js'
import { stageAppend } from './stage-append.js'

/** What a transaction coordinator has written into each partition of a transaction (KIP-98, KIP-1228). */
export interface TransactionEnd {
  readonly type: 'COMMIT' | 'ABORT'
  readonly producerId: number
  /** With transaction version 2 newer than that of the transaction's batches. */
  readonly producerEpoch: number
  readonly coordinatorEpoch: number
  readonly transactionVersion: number
}

/**
 * NO_GUARD where the transaction is open here already, so that nobody need be asked; else the guard to append
 * under once the coordinator has vouched for it. Refuses an old epoch, as the append would.
 */
export function startVerification(
  log: LogState,
  request: VerificationRequest,
  now: number,
): { readonly guard: number } | ProducerRefused {
  const entry = log.producers.get(request.producerId)
  if (entry !== undefined && request.producerEpoch < entry.producerEpoch) {
    return staleEpoch(entry, request.producerEpoch)
  }
  if (hasOpenTransaction(entry, request.producerEpoch)) return { guard: NO_GUARD }
  log.verifications ??= new TransactionVerifications()
  return { guard: log.verifications.start(request, now) }
}

/** Stages the marker. Refused as a value: an old epoch of the producer or of the coordinator. */
export function appendTransactionEnd(
  log: LogState,
  end: TransactionEnd,
  place: { readonly leaderEpoch: number; readonly now: number },
): AppendResult {
  const { producerId, producerEpoch, transactionVersion } = end
  const bytes = encodeEndTransactionMarker(end, { timestamp: place.now, producerId, producerEpoch })
  return stageAppend(log, bytes, { ...place, origin: 'coordinator', transactionVersion })
}

/** Forgets producers that were silent for producer.id.expiration.ms, and waits of that length; how many producers. */
export function expireProducers(log: LogState, now: number): number {
  const { producerExpirationMs } = log.context
  log.verifications?.removeExpired(now, producerExpirationMs)
  return log.knownProducers?.removeExpired(now, producerExpirationMs) ?? 0
}
