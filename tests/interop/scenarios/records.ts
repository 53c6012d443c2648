/**
 * Producing and consuming: each codec, keys, nulls, headers, a record of 1 MB, where keys land, the idempotent producer,
 * reading by time. Each client reads what it wrote itself; what others read is in cross-reading.ts.
 */
import { deepStrictEqual } from 'node:assert/strict'
import { type Check, clientCheck, createTopic, fromStart, type Part } from '../check.js'
import type { ClientRow } from '../client-rows.js'
import { codecs } from '../client.js'
import {
  assertDense,
  assertSame,
  crc32Partition,
  fixturePartitions,
  fixtureRecords,
  kafkaPartition,
  record,
} from '../records.js'

export function recordChecks(row: ClientRow): Check[] {
  return [
    ...codecs
      .filter((codec) => row.codecs.includes(codec))
      .flatMap((codec) =>
        clientCheck(row, `writes and reads ${codec}`, ['produce', 'consume'], async (part) => {
          const topic = part.name(codec)
          const records = fixtureRecords()
          await createTopic(part.scene, topic, fixturePartitions)
          await part.client.call('produce', { topic, codec, idempotent: false, records })
          const from = fromStart(fixturePartitions)
          assertSame(await part.client.call('consume', { topic, from, count: records.length }), records)
        }),
      ),
    ...clientCheck(row, 'writes and reads a record of 1 MB', ['produce', 'consume'], bigRecord),
    ...clientCheck(row, "places keys where Kafka's producer does", ['produce', 'consume'], (part) =>
      placesKeys(part, 'murmur2', kafkaPartition),
    ),
    ...(row.ownPartitioner === 'crc32'
      ? clientCheck(
          row,
          'places keys by CRC-32 when asked for nothing else',
          ['produce', 'consume'],
          (part) => placesKeys(part, 'own', crc32Partition),
        )
      : []),
    ...clientCheck(row, 'writes as an idempotent producer', ['produce', 'consume'], idempotentProducer),
    ...clientCheck(row, 'finds offsets by time', ['offsetsAt', 'consume'], seeksByTime),
  ]
}

async function bigRecord({ scene, client, name }: Part): Promise<void> {
  const topic = name('big')
  const records = [{ ...record('big', '0123456789'.repeat(100_000)), partition: 0 }]
  await createTopic(scene, topic, 1)
  await client.call('produce', { topic, codec: 'none', idempotent: false, records })
  assertSame(await client.call('consume', { topic, from: { 0: 0 }, count: 1 }), records)
}

async function placesKeys(
  { scene, client, name }: Part,
  partitioner: 'murmur2' | 'own',
  expected: (key: Buffer, partitions: number) => number,
): Promise<void> {
  const topic = name(`keys-${partitioner}`)
  const partitions = 7
  const keys = Array.from({ length: 60 }, (_, index) => `${'k'.repeat(index % 9)}ключ-${index * 7919}`)
  const records = keys.map((key) => record(key, key))
  await createTopic(scene, topic, partitions)
  await client.call('produce', { topic, codec: 'none', idempotent: false, partitioner, records })
  const read = await client.call('consume', { topic, from: fromStart(partitions), count: keys.length })
  const placed = new Map(read.map(({ key, partition }) => [text(key), partition]))
  deepStrictEqual(
    Object.fromEntries(keys.map((key) => [key, placed.get(key)])),
    Object.fromEntries(keys.map((key) => [key, expected(Buffer.from(key), partitions)])),
  )
}

async function idempotentProducer({ scene, client, name }: Part): Promise<void> {
  const topic = name('idempotent')
  const records = Array.from({ length: 300 }, (_, index) => ({
    ...record(`k${index}`, `value ${index}`),
    partition: index < 150 ? 0 : 1,
  }))
  await createTopic(scene, topic, 2)
  await client.call('produce', { topic, codec: 'none', idempotent: true, records })
  await client.call('produce', { topic, codec: 'none', idempotent: true, records })
  const read = await client.call('consume', { topic, from: fromStart(2), count: 600 })
  assertSame(read, [...records, ...records])
}

async function seeksByTime({ scene, client, row, name }: Part): Promise<void> {
  const topic = name('time')
  const began = 1_700_000_000_000
  const records = Array.from({ length: 10 }, (_, index) => ({
    ...record(null, `at ${index}`),
    partition: 0,
    timestamp: began + index * 1000,
  }))
  await createTopic(scene, topic, 2)
  const writer = row.setsTimestamps ? client : scene.stageHand
  await writer.call('produce', { topic, codec: 'none', idempotent: false, records })
  const at = async (timestamp: number) =>
    await client.call('offsetsAt', { topic, timestamp, partitions: [0, 1] })
  deepStrictEqual(await at(began - 5), { 0: 0, 1: -1 })
  deepStrictEqual(await at(began + 3000), { 0: 3, 1: -1 })
  deepStrictEqual(await at(began + 3001), { 0: 4, 1: -1 })
  deepStrictEqual((await at(began + 60_000))[0], -1)
  const read = await client.call('consume', { topic, from: { 0: 4 }, count: 6 })
  assertDense(read)
  deepStrictEqual(
    read.map(({ timestamp, value }) => [timestamp, value]),
    records.slice(4).map(({ timestamp, value }) => [timestamp, value]),
  )
}

function text(held: string | null): string | null {
  return held === null ? null : Buffer.from(held, 'base64').toString()
}
