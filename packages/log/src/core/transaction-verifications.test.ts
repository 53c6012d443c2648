import { viewOf } from '@samsa/record/bytes'
import { encodeEndTransactionMarker } from '@samsa/record/control-record'
import { type BatchOptions, encodeBatch } from '@samsa/record/encode-batch'
import { describe, expect, test } from 'vitest'
import type { AppendTerms } from './check-producer.js'
import { ProducerState } from './producer-state.js'
import { NO_GUARD, TransactionVerifications } from './transaction-verifications.js'

const waiting = { producerId: 7, producerEpoch: 0, sequence: 0, supportsEpochBump: false }

describe('a producer that waits', () => {
  test('keeps its guard for all it sends meanwhile, and gets another one afterwards', () => {
    const verifications = new TransactionVerifications()
    const guard = verifications.start(waiting, 0)
    expect(verifications.start({ ...waiting, sequence: 3 }, 5)).toBe(guard)
    expect(verifications.start({ ...waiting, producerId: 8 }, 5)).not.toBe(guard)
    verifications.clear(7)
    expect(verifications.isVerified(7, guard)).toBe(false)
    expect(verifications.start(waiting, 9)).not.toBe(guard)
  })

  test('is held to the lowest sequence of its newest epoch', () => {
    const verifications = new TransactionVerifications()
    const lowest = () => verifications.get(7)?.lowestSequence
    verifications.start({ ...waiting, sequence: 5 }, 0)
    verifications.start({ ...waiting, sequence: 8 }, 0)
    expect(lowest()).toBe(5)
    verifications.start({ ...waiting, sequence: 2 }, 0)
    expect(lowest()).toBe(2)
    verifications.start({ ...waiting, producerEpoch: 1, sequence: 4 }, 0)
    expect(lowest()).toBe(4)
    verifications.start({ ...waiting, sequence: 0 }, 0)
    expect(lowest()).toBe(4)
  })

  test('is forgotten after the time that producers are', () => {
    const verifications = new TransactionVerifications()
    verifications.start(waiting, 1000)
    verifications.start({ ...waiting, producerId: 8 }, 2000)
    verifications.removeExpired(1999, 1000)
    expect(verifications.size).toBe(2)
    verifications.removeExpired(2000, 1000)
    expect([verifications.get(7), verifications.size]).toEqual([undefined, 1])
  })

  test('is vouched for by no guard but its own', () => {
    const verifications = new TransactionVerifications()
    const guard = verifications.start(waiting, 0)
    expect([guard, guard + 1, NO_GUARD].map((one) => verifications.isVerified(7, one))).toEqual([
      true,
      false,
      false,
    ])
    expect(verifications.isVerified(9, NO_GUARD)).toBe(false)
  })
})

/** A log's producers and those who wait. */
class Log {
  readonly state = new ProducerState()
  readonly verifications = new TransactionVerifications()
  nextOffset = 0

  send(sequence: number, options: BatchOptions, terms: AppendTerms = {}): string {
    const facts = { producerId: 7, producerEpoch: 0, baseSequence: sequence, baseOffset: this.nextOffset }
    const bytes = encodeBatch([{ timestamp: 1000, key: null, value: null }], { ...facts, ...options })
    return this.#append(bytes, 'client', terms)
  }

  end(type: 'COMMIT' | 'ABORT', producerEpoch: number, transactionVersion: number): string {
    const facts = { timestamp: 2000, producerId: 7, producerEpoch, baseOffset: this.nextOffset }
    const bytes = encodeEndTransactionMarker({ type, coordinatorEpoch: 0 }, facts)
    return this.#append(bytes, 'coordinator', { transactionVersion })
  }

  #append(bytes: Uint8Array, origin: 'client' | 'coordinator', terms: AppendTerms): string {
    const { verifications } = this
    const verdict = this.state.check(bytes, viewOf(bytes), 0, origin, { verifications, ...terms })
    if (verdict.kind !== 'accept') return verdict.kind === 'reject' ? verdict.error : 'duplicate'
    this.state.apply(bytes, viewOf(bytes), 0)
    this.nextOffset += 1
    return 'appended'
  }
}

const open = { isTransactional: true }

describe('a transactional batch', () => {
  test('begins a transaction under the right guard alone; the next ones need none', () => {
    const log = new Log()
    expect(log.send(0, open, { guard: NO_GUARD })).toBe('INVALID_TXN_STATE')
    const guard = log.verifications.start(waiting, 0)
    expect(log.send(0, open, { guard: guard + 1 })).toBe('INVALID_TXN_STATE')
    expect(log.send(0, open, { guard })).toBe('appended')
    log.verifications.clear(7)
    expect(log.send(1, open, { guard: NO_GUARD })).toBe('appended')
  })

  test('of a newer epoch needs the guard again: the marker of the older one may be on its way', () => {
    const log = new Log()
    log.send(0, open)
    expect(log.send(0, { ...open, producerEpoch: 1 }, { guard: NO_GUARD })).toBe('INVALID_TXN_STATE')
  })

  test('that is late, after the marker, is refused with the guard of before', () => {
    const log = new Log()
    const guard = log.verifications.start(waiting, 0)
    log.verifications.clear(7)
    log.end('ABORT', 0, 1)
    expect(log.send(0, open, { guard })).toBe('INVALID_TXN_STATE')
  })

  test('twice is a duplicate, whoever vouches for it', () => {
    const log = new Log()
    log.send(0, open)
    log.end('COMMIT', 0, 1)
    expect(log.send(0, open, { guard: NO_GUARD })).toBe('duplicate')
  })

  test('does not overtake an earlier one that waits', () => {
    const log = new Log()
    const guard = log.verifications.start({ ...waiting, sequence: 4 }, 0)
    expect(log.send(5, open, { guard })).toBe('OUT_OF_ORDER_SEQUENCE_NUMBER')
    expect(log.send(4, open, { guard })).toBe('appended')
  })

  test('of an unknown producer begins with sequence 0 where epochs are bumped', () => {
    const log = new Log()
    const guard = log.verifications.start({ ...waiting, sequence: 4, supportsEpochBump: true }, 0)
    expect(log.send(4, open, { guard })).toBe('OUT_OF_ORDER_SEQUENCE_NUMBER')
    log.verifications.start({ ...waiting, sequence: 0, supportsEpochBump: true }, 0)
    expect(log.send(0, open, { guard })).toBe('appended')
  })
})

describe('a marker', () => {
  test('of transaction version 2 has a newer epoch than its transaction; before, the same will do', () => {
    const log = new Log()
    log.send(0, open)
    expect(log.end('COMMIT', 0, 2)).toBe('INVALID_PRODUCER_EPOCH')
    expect(log.end('COMMIT', 1, 2)).toBe('appended')
    // Sent again it finds no transaction.
    expect(log.end('COMMIT', 1, 2)).toBe('appended')
    expect(log.end('COMMIT', 1, 1)).toBe('appended')
  })
})
