import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BrokerConfig, topicConfig } from '@samsa/config'
import { afterEach, describe, expect, test } from 'vitest'
import { NO_GUARD } from '../core/transaction-verifications.js'
import { batch, cleanUp, crashAndReopen, newLog, opened, quiet, topicId } from '../testing/log-fixture.js'
import { LogDirectory } from './log-directory.js'
import type { PartitionLog } from './partition-log.js'

afterEach(cleanUp)

const NOW = Date.now()
const producer = { producerId: 7, producerEpoch: 0, sequence: 0, supportsEpochBump: true }

function send(log: PartitionLog, sequence: number, verificationGuard?: number): string {
  const bytes = batch(
    ['x'],
    { producerId: 7, producerEpoch: 0, baseSequence: sequence, isTransactional: true },
    NOW,
  )
  const guard = verificationGuard === undefined ? {} : { verificationGuard }
  const result = log.append(bytes, { origin: 'client', leaderEpoch: 0, now: NOW, ...guard })
  log.write()
  return result.error
}

function end(log: PartitionLog, producerEpoch: number, coordinatorEpoch = 0): string {
  const marker = {
    type: 'ABORT' as const,
    producerId: 7,
    producerEpoch,
    coordinatorEpoch,
    transactionVersion: 2,
  }
  const result = log.endTransaction(marker, { leaderEpoch: 0, now: NOW })
  log.write()
  return result.error
}

function guardOf(log: PartitionLog, producerEpoch = 0): number {
  const answer = log.startVerification({ ...producer, producerEpoch }, NOW)
  return 'guard' in answer ? answer.guard : Number.NaN
}

describe('a transaction that the coordinator vouches for', () => {
  test('begins under its guard, goes on without, and is over with its marker', async () => {
    const log = await newLog()
    expect(send(log, 0, NO_GUARD)).toBe('INVALID_TXN_STATE')
    const guard = guardOf(log)
    expect(send(log, 0, guard)).toBe('')
    expect(guardOf(log)).toBe(NO_GUARD)
    expect(send(log, 1, NO_GUARD)).toBe('')
    expect(end(log, 1)).toBe('')
    expect(log.startVerification(producer, NOW)).toMatchObject({ error: 'INVALID_PRODUCER_EPOCH' })
  })

  test('does not begin when a marker came while the coordinator was asked', async () => {
    const log = await newLog()
    const guard = guardOf(log)
    expect(end(log, 0)).toBe('')
    expect(send(log, 0, guard)).toBe('INVALID_TXN_STATE')
    expect(guardOf(log)).not.toBe(guard)
  })

  test('is asked for anew after the time in which producers are forgotten', async () => {
    const log = await newLog()
    const guard = guardOf(log)
    log.expireProducers(NOW + 86_400_000)
    expect(send(log, 0, guard)).toBe('INVALID_TXN_STATE')
  })
})

describe('a marker', () => {
  test('of an older coordinator, or of an epoch that has ended, is refused', async () => {
    const log = await newLog()
    send(log, 0)
    expect(end(log, 1, 5)).toBe('')
    expect(end(log, 2, 4)).toBe('TRANSACTION_COORDINATOR_FENCED')
    expect(end(log, 0, 5)).toBe('INVALID_PRODUCER_EPOCH')
    expect(log.logEndOffset).toBe(2)
  })
})

describe('producer.id.expiration.ms', () => {
  test('holds as it is now', async () => {
    let config = BrokerConfig.from()
    const directory = await LogDirectory.open(quiet, mkdtempSync(join(tmpdir(), 'samsa-log-')), {
      config,
      currentConfig: () => config,
      nodeId: 1,
      clusterId: 'log-transactions-clust',
      topicConfig: () => topicConfig(config, {}),
    })
    opened.push({ directory, path: directory.path })
    const log = directory.create('orders', 0, topicId, topicConfig(config, {}))
    send(log, 0)
    end(log, 1)
    expect(log.expireProducers(NOW + 1000)).toBe(0)
    config = config.with({ 'producer.id.expiration.ms': '1000' })
    expect(log.expireProducers(NOW + 1000)).toBe(1)
  })
})

describe('a producer that was silent for producer.id.expiration.ms', () => {
  test('is forgotten, but not amid a transaction, also by a start', async () => {
    const log = await newLog()
    const old = NOW - 90_000_000
    for (const [producerId, isTransactional] of [
      [1, false],
      [2, true],
    ] as const) {
      const facts = { producerId, producerEpoch: 0, baseSequence: 0, isTransactional }
      log.append(batch(['x'], facts, old), { origin: 'client', leaderEpoch: 0, now: old })
    }
    log.write()
    expect(log.expireProducers(NOW)).toBe(1)
    expect([...log.producers()].map(({ producerId }) => producerId)).toEqual([2])
    await log.close()
    const again = await crashAndReopen(log)
    again.advanceHighWatermark(2)
    expect([...again.producers()].map(({ producerId }) => producerId)).toContain(2)
    expect(again.lastStableOffset).toBe(1)
  })
})
