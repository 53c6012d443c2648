import { fetchRequest } from '@samsa/protocol/messages/fetch-request'
import { fetchResponse } from '@samsa/protocol/messages/fetch-response'
import { ByteWriter } from '@samsa/protocol/bytes/byte-writer'
import { encodeRequestHeader } from '@samsa/protocol/header'
import type { Host } from '@samsa/host'
import { expect, test } from 'vitest'
import { batchOf, createTopic, fetchFrom, inBrokerWorld, produceTo } from '../testing/broker-world.js'

test('min.bytes that are in the log already are not waited for, however they were written', () =>
  inBrokerWorld({}, async ({ connect, world }) => {
    const client = connect()
    await createTopic(client, 'orders')
    for (const bytes of [400, 20_000, 400]) await produceTo(client, 'orders', batchOf(1, bytes))
    const started = world.nowMs
    const fetched = await fetchFrom(client, 'orders', 0, { maxWaitMs: 5000, minBytes: 10_000 })
    expect(fetched.records?.length).toBeGreaterThan(0)
    expect(world.nowMs - started).toBeLessThan(1000)
  }))

test('min.bytes that lie in the next segment already are not waited for', () =>
  inBrokerWorld({}, async ({ connect, world }) => {
    const client = connect()
    await createTopic(client, 'orders', { 'segment.bytes': '1048576' })
    for (let i = 0; i < 3; i++) await produceTo(client, 'orders', batchOf(1, 600_000))
    const started = world.nowMs
    await fetchFrom(client, 'orders', 0, { maxWaitMs: 5000, minBytes: 1_000_000 })
    expect(world.nowMs - started).toBeLessThan(1000)
  }))

/** A consumer that asks for a megabyte and is gone before it has read it. */
function askAndVanish(host: Host): () => void {
  const connection = host.network.connect({ host: 'broker', port: 9092 })
  connection.start({ receive: () => undefined, closed: () => undefined })
  connection.pause()
  const writer = new ByteWriter()
  const size = writer.reserveInt32()
  encodeRequestHeader(writer, { apiKey: 1, apiVersion: 12, correlationId: 1, clientId: 'gone' })
  const partitions = [{ partition: 0, fetchOffset: 0, partitionMaxBytes: 1 << 24 }]
  const topics = [{ topic: 'orders', partitions }]
  fetchRequest.encode(writer, { maxWaitMs: 0, minBytes: 1, maxBytes: 1 << 24, topics }, 12)
  writer.setInt32(size, writer.length - 4)
  connection.write([writer.finishOne().slice()])
  return () => connection.close(new Error('gone'))
}

test('consumers that vanish with their answers on the way leave the others their full answers', () =>
  inBrokerWorld({}, async ({ connect, clientHost, pass }) => {
    const client = connect()
    await createTopic(client, 'orders', { 'max.message.bytes': '2000000' })
    for (let i = 0; i < 5; i++) await produceTo(client, 'orders', batchOf(1, 900_000))
    for (let i = 0; i < 30; i++) {
      const vanish = askAndVanish(clientHost)
      await pass(5)
      vanish()
      await pass(5)
    }
    const topics = [
      { topic: 'orders', partitions: [{ partition: 0, fetchOffset: 0, partitionMaxBytes: 1 << 24 }] },
    ]
    const fetched = await fetchFrom(client, 'orders', 0, { maxBytes: 1 << 24, topics })
    expect(fetched.records?.length).toBeGreaterThan(4_000_000)
  }))

test('a partition named many times is answered once, with what was said last', () =>
  inBrokerWorld({}, async ({ connect }) => {
    const client = connect()
    await createTopic(client, 'orders')
    for (let i = 0; i < 3; i++) await produceTo(client, 'orders', batchOf(1, 1000))
    const partitions = Array.from({ length: 1000 }, (_, index) => ({
      partition: 0,
      fetchOffset: index === 999 ? 2 : 0,
      partitionMaxBytes: 1 << 20,
    }))
    const request = { maxBytes: 1 << 30, topics: [{ topic: 'orders', partitions }] }
    const { responses } = await client.send(fetchRequest, fetchResponse, 4, request)
    expect(responses[0]?.partitions.length).toBe(1)
    expect(responses[0]?.partitions[0]?.records?.length).toBe(batchOf(1, 1000).length)
  }))

test('a request that names tens of thousands of partitions is answered, and those behind it in order', () =>
  inBrokerWorld({}, async ({ connect }) => {
    const client = connect()
    await createTopic(client, 'orders')
    await produceTo(client, 'orders', batchOf(1))
    const partitions = Array.from({ length: 20_000 }, (_, partition) => ({ partition, partitionMaxBytes: 1 }))
    const wide = { maxBytes: 1000, sessionEpoch: -1, topics: [{ topic: 'orders', partitions }] }
    const answers = await Promise.all([
      client.send(fetchRequest, fetchResponse, 7, wide),
      fetchFrom(client, 'orders', 0),
    ])
    expect(answers[0].responses[0]?.partitions.length).toBe(20_000)
    expect(answers[0].responses[0]?.partitions[0]?.records?.length).toBe(batchOf(1).length)
    expect(answers[1].records?.length).toBe(batchOf(1).length)
  }))

test('fetches that fail between reading and answering leave the others their full answers', () => {
  let failing = false
  // A fetch that opens a session draws its id after the read.
  const seen = (host: Host): Host => {
    const random = Object.create(host.random) as Host['random']
    random.uint32 = () => {
      if (failing) throw new Error('no chance')
      return host.random.uint32()
    }
    random.fill = (bytes) => host.random.fill(bytes)
    return { ...host, random }
  }
  const topics = [
    { topic: 'orders', partitions: [{ partition: 0, fetchOffset: 0, partitionMaxBytes: 1 << 24 }] },
  ]
  return inBrokerWorld(
    {},
    async ({ connect }) => {
      const client = connect()
      await createTopic(client, 'orders')
      for (let i = 0; i < 5; i++) await produceTo(client, 'orders', batchOf(1, 900_000))
      failing = true
      for (let i = 0; i < 30; i++) {
        const opening = { maxBytes: 1 << 24, sessionEpoch: 0, topics }
        await expect(fetchFrom(connect(), 'orders', 0, opening)).rejects.toThrow()
      }
      failing = false
      const fetched = await fetchFrom(client, 'orders', 0, { maxBytes: 1 << 24, topics })
      expect(fetched.records?.length).toBeGreaterThan(4_000_000)
    },
    seen,
  )
})
