import { fetchRequest } from '@samsa/protocol/messages/fetch-request'
import { fetchResponse } from '@samsa/protocol/messages/fetch-response'
import { recordsOf } from '@samsa/record/record'
import { expect, test } from 'vitest'
import { batchOf, createTopic, fetchFrom, inBrokerWorld, produceTo } from '../testing/broker-world.js'

test('a fetch at the end waits, and an append wakes it', () =>
  inBrokerWorld({}, async ({ connect, world, pass }) => {
    const [consumer, producer] = [connect(), connect()]
    await createTopic(producer, 'orders')
    const started = world.nowMs
    const fetched = fetchFrom(consumer, 'orders', 0, { maxWaitMs: 60_000 })
    await pass(100)
    await produceTo(producer, 'orders', batchOf(2))
    expect((await fetched).records?.length).toBe(batchOf(2).length)
    expect(world.nowMs - started).toBeLessThan(1000)
  }))

test('a fetch that gets nothing is answered when its time is over', () =>
  inBrokerWorld({}, async ({ connect, world }) => {
    const client = connect()
    await createTopic(client, 'orders')
    const started = world.nowMs
    const fetched = await fetchFrom(client, 'orders', 0, { maxWaitMs: 300 })
    expect(fetched).toMatchObject({ errorCode: 0, highWatermark: 0 })
    expect(world.nowMs - started).toBeGreaterThanOrEqual(300)
    expect(world.nowMs - started).toBeLessThan(400)
  }))

test('min.bytes are waited for across appends', () =>
  inBrokerWorld({}, async ({ connect, pass }) => {
    const [consumer, producer] = [connect(), connect()]
    await createTopic(producer, 'orders')
    let answered = false
    const fetched = fetchFrom(consumer, 'orders', 0, { maxWaitMs: 60_000, minBytes: 1000 }).then((answer) => {
      answered = true
      return answer
    })
    await produceTo(producer, 'orders', batchOf(1, 400))
    await pass(50)
    expect(answered).toBe(false)
    await produceTo(producer, 'orders', batchOf(1, 400))
    await produceTo(producer, 'orders', batchOf(1, 400))
    expect((await fetched).records?.length).toBeGreaterThanOrEqual(1000)
  }))

test('requests behind a waiting fetch are handled, and answered after it', () =>
  inBrokerWorld({}, async ({ connect, pass }) => {
    const client = connect()
    await createTopic(client, 'orders')
    const order: string[] = []
    const fetched = fetchFrom(client, 'orders', 0, { maxWaitMs: 60_000 }).then(() => order.push('fetch'))
    const produced = produceTo(client, 'orders', batchOf(1)).then(() => order.push('produce'))
    await Promise.all([fetched, produced])
    expect(order).toEqual(['fetch', 'produce'])
    await pass(1)
  }))

test('an incremental session names only partitions with news', () =>
  inBrokerWorld({}, async ({ connect }) => {
    const client = connect()
    await createTopic(client, 'a')
    await createTopic(client, 'b')
    const ask = { maxWaitMs: 0, minBytes: 0, maxBytes: 1 << 20 }
    const topics = ['a', 'b'].map((topic) => ({
      topic,
      partitions: [{ partition: 0, fetchOffset: 0, partitionMaxBytes: 1000 }],
    }))
    const opened = await client.send(fetchRequest, fetchResponse, 12, { ...ask, sessionEpoch: 0, topics })
    expect(opened.responses.map((topic) => topic.topic)).toEqual(['a', 'b'])
    const { sessionId } = opened
    const idle = await client.send(fetchRequest, fetchResponse, 12, { ...ask, sessionId, sessionEpoch: 1 })
    expect(idle.responses).toEqual([])
    await produceTo(client, 'b', batchOf(1))
    const news = await client.send(fetchRequest, fetchResponse, 12, { ...ask, sessionId, sessionEpoch: 2 })
    expect(news.responses.map((topic) => topic.topic)).toEqual(['b'])
  }))

test('a deleted topic answers the fetches that wait on it', () =>
  inBrokerWorld({}, async ({ connect, pass }) => {
    const [consumer, admin] = [connect(), connect()]
    await createTopic(admin, 'orders')
    const fetched = fetchFrom(consumer, 'orders', 0, { maxWaitMs: 600_000 })
    await pass(20)
    const { deleteTopicsRequest } = await import('@samsa/protocol/messages/delete-topics-request')
    const { deleteTopicsResponse } = await import('@samsa/protocol/messages/delete-topics-response')
    await admin.send(deleteTopicsRequest, deleteTopicsResponse, 5, {
      topicNames: ['orders'],
      timeoutMs: 1000,
    })
    expect((await fetched).errorCode).toBe(3)
  }))

test.each(Array.from({ length: 13 }, (_, i) => i))('version %i is served', (version) =>
  inBrokerWorld({}, async ({ connect }) => {
    const client = connect()
    await createTopic(client, 'orders')
    await produceTo(client, 'orders', batchOf(3))
    const answer = await client.send(fetchRequest, fetchResponse, version, {
      maxWaitMs: 0,
      ...(version >= 3 ? { maxBytes: 1000 } : {}),
      topics: [{ topic: 'orders', partitions: [{ partition: 0, fetchOffset: 1, partitionMaxBytes: 10 }] }],
    })
    const [partition] = answer.responses[0]?.partitions ?? []
    expect(partition).toMatchObject({ errorCode: 0, highWatermark: 3 })
    const records = [...recordsOf(partition?.records ?? new Uint8Array(0))]
    expect(records.filter((record) => record.offset >= 1)).toHaveLength(2)
  }),
)
