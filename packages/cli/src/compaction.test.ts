/**
 * Compaction under a running broker, with real clients: topics and `__consumer_offsets` stop growing, and nobody misses
 * what stays.
 */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Admin, Consumer, Producer, TopicPartitionMap } from '@samsa/client'
import { createNodeHost } from '@samsa/host/node/node-host'
import { afterAll, expect, test } from 'vitest'
import { Samsa } from './samsa.js'

const host = createNodeHost()
const data = mkdtempSync(join(tmpdir(), 'kept-data-'))
afterAll(() => rmSync(data, { recursive: true, force: true }))

const settings = {
  'log.cleaner.backoff.ms': '20',
  'log.cleaner.min.cleanable.ratio': '0.01',
  'log.roll.ms': '20',
  'log.segment.delete.delay.ms': '0',
}

function bytesOf(folder: string): number {
  const logs = readdirSync(join(data, folder)).filter((name) => name.endsWith('.log'))
  return logs.reduce((sum, name) => sum + statSync(join(data, folder, name)).size, 0)
}

test('the offsets of groups stop growing, and a broker that starts again knows the last ones', async () => {
  {
    await using kafka = await Samsa.start({ data, settings, topics: ['orders'] })
    await using admin = new Admin({ host, bootstrapServers: kafka.bootstrapServers })
    const commit = async (offset: number): Promise<void> => {
      for (const group of ['alpha', 'beta']) {
        const offsets = new TopicPartitionMap([[{ topic: 'orders', partition: 0 }, { offset }]])
        await admin.alterGroupOffsets(group, offsets)
      }
    }
    for (let offset = 1; offset <= 300; offset++) await commit(offset)
    // Only an append begins a new segment, and only what lies before the active one is compacted.
    const sizeAfterCommit = async (): Promise<number> => {
      await commit(300)
      return bytesOf('__consumer_offsets-0')
    }
    await expect.poll(sizeAfterCommit, { timeout: 10_000 }).toBeLessThan(10_000)
  }
  await using kafka = await Samsa.start({ data, settings })
  await using admin = new Admin({ host, bootstrapServers: kafka.bootstrapServers })
  for (const group of ['alpha', 'beta']) {
    const committed = await admin.listGroupOffsets(group)
    expect(committed.get('orders', 0)?.offset).toBe(300)
  }
})

test('a consumer gets the newest value of each key, through the gaps and across a restart', async () => {
  const configs = { 'cleanup.policy': 'compact', 'internal.segment.bytes': '4000' }
  {
    await using kafka = await Samsa.start({ data, settings, topics: [{ name: 'changes', configs }] })
    await produce(kafka, 0, 2_000)
    await expect.poll(() => bytesOf('changes-0'), { timeout: 10_000 }).toBeLessThan(20_000)
    await produce(kafka, 2_000, 3_000)
  }
  await using kafka = await Samsa.start({ data, settings })
  await produce(kafka, 3_000, 4_000)
  const seen = new Map<string, number>()
  await using consumer = new Consumer({
    host,
    bootstrapServers: kafka.bootstrapServers,
    'auto.offset.reset': 'earliest',
  })
  consumer.assign([{ topic: 'changes', partition: 0 }])
  for (let offset = -1; offset < 3_999; ) {
    for (const record of await consumer.poll(10_000)) {
      expect(record.offset).toBeGreaterThan(offset)
      offset = record.offset
      seen.set(text(record.key), Number(text(record.value)))
    }
  }
  expect(seen.size).toBe(KEYS)
  for (const [key, value] of seen) expect([key, value]).toEqual([`key ${value % KEYS}`, value])
  expect(Math.min(...seen.values())).toBe(4_000 - KEYS)
})

const KEYS = 50

async function produce(kafka: Samsa, from: number, to: number): Promise<void> {
  await using producer = new Producer({ host, bootstrapServers: kafka.bootstrapServers, 'batch.size': 1000 })
  const sent: Promise<unknown>[] = []
  for (let value = from; value < to; value++) {
    sent.push(producer.send({ topic: 'changes', key: `key ${value % KEYS}`, value: String(value) }))
  }
  await Promise.all(sent)
}

function text(bytes: Uint8Array | null): string {
  return new TextDecoder().decode(bytes ?? undefined)
}
