import { BrokerConfig, topicConfig } from '@samsa/config'
import { MemoryDisk } from '@samsa/host/memory/memory-disk'
import { createNodeHost } from '@samsa/host/node/node-host'
import { LogDirectory } from '@samsa/log'
import type { Uuid } from '@samsa/protocol/model/uuid'
import { encodeBatch } from '@samsa/record/encode-batch'
import { expect, test } from 'vitest'
import { Turn } from '../transport/turn.js'
import { DelayedFetch } from './delayed-fetch.js'
import { Partition } from './partition.js'

const real = createNodeHost({ log: { write: () => {} } })
const config = topicConfig(BrokerConfig.from(), {})
const topicId = 'AAAAAAAAAAAAAAAAAAAAAQ' as Uuid

/** A partition on a disk in memory, and fetches that wait at its end. */
async function withPartition(
  story: (stage: Awaited<ReturnType<typeof stageOf>>) => Promise<void>,
): Promise<void> {
  const stage = await stageOf()
  await story(stage)
  await stage.directory.close()
}

async function stageOf() {
  const host = { ...real, disk: new MemoryDisk(real.clock) }
  const options = { config: BrokerConfig.from(), nodeId: 1, clusterId: 'delayed-fetch-cluster0' }
  const directory = await LogDirectory.open(host, '/data', { ...options, topicConfig: () => config })
  const log = directory.create('orders', 0, topicId, config)
  const turn = new Turn(host, 0)
  const traffic = { fetchRequests: 0, bytesOut: 0 } as unknown as Partition['traffic']
  const partition = new Partition('orders', 0, topicId, log, turn, traffic)
  const wait = (fetchOffset: number, readCommitted: boolean): { readonly answered: boolean } => {
    const waiting = { answered: false }
    const target = { fetchOffset, maxBytes: 1 << 20 }
    const waits = [{ partition, target }] as unknown as ConstructorParameters<typeof DelayedFetch>[0]
    new DelayedFetch(
      waits,
      1,
      readCommitted,
      { ...real.timers, after: () => ({ cancel: () => {} }) },
      1000,
      () => {
        waiting.answered = true
      },
    )
    return waiting
  }
  const turnIsOver = () => new Promise<void>((resolve) => real.timers.endOfTurn(resolve))
  const send = async (isTransactional: boolean): Promise<void> => {
    const facts = isTransactional ? { producerId: 7, producerEpoch: 0, baseSequence: 0, isTransactional } : {}
    partition.stage(encodeBatch([{ timestamp: 0, key: null, value: null }], facts), 'client', 9)
    await turnIsOver()
  }
  const end = async (type: 'COMMIT' | 'ABORT', producerEpoch = 1): Promise<string> => {
    let told = 'nothing'
    const marker = { type, producerId: 7, producerEpoch, coordinatorEpoch: 0, transactionVersion: 2 }
    partition.endTransaction(marker, (outcome) => {
      told = outcome.error ?? String(outcome.baseOffset)
    })
    await turnIsOver()
    return told
  }
  return { directory, partition, wait, send, end }
}

test('a fetch of committed records waits for the end of the transaction, one of all records does not', () =>
  withPartition(async ({ partition, wait, send, end }) => {
    const [committed, all] = [wait(0, true), wait(0, false)]
    await send(true)
    expect([committed.answered, all.answered]).toEqual([false, true])
    await send(false)
    expect(committed.answered).toBe(false)
    expect(await end('ABORT')).toBe('2')
    expect(committed.answered).toBe(true)
    expect(partition.log.lastStableOffset).toBe(3)
  }))

test('a marker that is refused ends nothing, and its coordinator is told why', () =>
  withPartition(async ({ partition, wait, send, end }) => {
    const committed = wait(0, true)
    await send(true)
    expect(await end('COMMIT', 0)).toBe('INVALID_PRODUCER_EPOCH')
    expect([committed.answered, partition.log.lastStableOffset]).toEqual([false, 0])
  }))
