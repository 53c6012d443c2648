import { errorCode } from '@samsa/protocol/kafka-errors'
import { produceRequest } from '@samsa/protocol/messages/produce-request'
import { produceResponse } from '@samsa/protocol/messages/produce-response'
import { convertDown } from '@samsa/record/convert-batch'
import { expect, test } from 'vitest'
import { batchOf, createTopic, fetchFrom, inBrokerWorld, produceTo } from '../testing/broker-world.js'

/** Clients of versions 0 to 2 send message formats 0 and 1. */
function inFormatOf(version: number, batch: Uint8Array): Uint8Array {
  return version < 3 ? convertDown(batch, version < 2 ? 0 : 1, 0) : batch
}

test.each(Array.from({ length: 13 }, (_, i) => i))('version %i is served', (version) =>
  inBrokerWorld({}, async ({ connect }) => {
    const client = connect()
    await createTopic(client, 'orders')
    const first = await produceTo(client, 'orders', inFormatOf(version, batchOf(3)), { version })
    expect(first).toMatchObject({ errorCode: 0, baseOffset: 0 })
    const second = await produceTo(client, 'orders', inFormatOf(version, batchOf(2)), { version })
    expect(second).toMatchObject({ errorCode: 0, baseOffset: 3 })
  }),
)

test('pipelined batches get consecutive offsets and answers in the order of their requests', () =>
  inBrokerWorld({}, async ({ connect }) => {
    const client = connect()
    await createTopic(client, 'orders')
    const sizes = [10, 5000, 10, 200_000, 10, 10]
    const answers = await Promise.all(sizes.map((bytes) => produceTo(client, 'orders', batchOf(2, bytes))))
    expect(answers.map((answer) => answer.baseOffset)).toEqual([0, 2, 4, 6, 8, 10])
    let bytes = 0
    for (const offset of [0, 2, 4, 6, 8, 10]) {
      const { records } = await fetchFrom(client, 'orders', offset, { maxBytes: 1 })
      bytes += records?.length ?? 0
    }
    expect(bytes).toBe(sizes.reduce((sum, size) => sum + batchOf(2, size).length, 0))
  }))

test('a failed disk turns acknowledgements into errors, for this batch and all later ones', () =>
  inBrokerWorld({}, async ({ connect, strike }) => {
    const client = connect()
    await createTopic(client, 'orders')
    expect((await produceTo(client, 'orders', batchOf(1))).errorCode).toBe(0)
    await strike({ kind: 'io-error', forMs: 1e9, path: 'orders-0', operation: 'write' })
    for (const version of [3, 7, 9]) {
      const answer = await produceTo(client, 'orders', batchOf(1), { version })
      expect(answer).toMatchObject({ errorCode: errorCode('KAFKA_STORAGE_ERROR'), baseOffset: -1 })
    }
    const both = await Promise.all([1, 2].map(() => produceTo(client, 'orders', batchOf(1))))
    expect(both.map((answer) => answer.errorCode)).toEqual([56, 56])
    expect((await fetchFrom(client, 'orders', 0)).errorCode).toBe(56)
  }))

test('with flush.messages=1 the answer waits for the fsync', () =>
  inBrokerWorld({}, async ({ connect, world, strike }) => {
    const client = connect()
    await createTopic(client, 'plain')
    await createTopic(client, 'durable', { 'flush.messages': '1' })
    await strike({ kind: 'slow-disk', forMs: 1e9, factor: 1000 })
    const started = world.nowMs
    await produceTo(client, 'plain', batchOf(1))
    const plain = world.nowMs - started
    await produceTo(client, 'durable', batchOf(1))
    expect(world.nowMs - started - plain).toBeGreaterThan(plain * 10)
  }))

test('a failed fsync is never acknowledged', () =>
  inBrokerWorld({}, async ({ connect, strike }) => {
    const client = connect()
    await createTopic(client, 'durable', { 'flush.messages': '1' })
    expect((await produceTo(client, 'durable', batchOf(1))).errorCode).toBe(0)
    await strike({ kind: 'io-error', forMs: 1e9, path: 'durable-0', operation: 'sync' })
    expect((await produceTo(client, 'durable', batchOf(1))).errorCode).toBe(56)
  }))

test('with acks=0 there is no answer, and an error ends the connection', () =>
  inBrokerWorld({}, async ({ connect, pass, lines }) => {
    const client = connect()
    await createTopic(client, 'orders')
    const unanswered = produceTo(client, 'orders', batchOf(4), { acks: 0 }).catch((error: Error) => error)
    await pass(50)
    expect((await fetchFrom(connect(), 'orders', 0)).highWatermark).toBe(4)
    client
      .send(produceRequest, produceResponse, 9, {
        acks: 0,
        topicData: [{ name: 'nowhere', partitionData: [{ index: 0, records: batchOf(1) }] }],
      })
      .catch(() => undefined)
    expect(await unanswered).toBeInstanceOf(Error)
    expect(lines.filter((line) => line.includes('Closed a connection'))).toHaveLength(1)
  }))

test('one request may fail for one partition and succeed for another', () =>
  inBrokerWorld({}, async ({ connect }) => {
    const client = connect()
    await createTopic(client, 'orders')
    const answer = await client.send(produceRequest, produceResponse, 9, {
      acks: 1,
      topicData: [
        { name: 'nowhere', partitionData: [{ index: 0, records: batchOf(1) }] },
        {
          name: 'orders',
          partitionData: [
            { index: 7, records: batchOf(1) },
            { index: 0, records: batchOf(1) },
          ],
        },
      ],
    })
    const codes = answer.responses.map((topic) => topic.partitionResponses.map((each) => each.errorCode))
    expect(codes).toEqual([[3], [3, 0]])
  }))

test('without descriptors a produce, a fetch, a creation is refused, and served once there are some', () =>
  inBrokerWorld({}, async ({ connect, strike, pass }) => {
    const client = connect()
    await createTopic(client, 'orders')
    await produceTo(client, 'orders', batchOf(1))
    await strike({ kind: 'io-error', error: 'too-many-files', operation: 'open', forMs: 100, path: '-0/' })
    await createTopic(client, 'refused')
    expect(await produceTo(client, 'orders', batchOf(1))).toMatchObject({ errorCode: 56 })
    await pass(200)
    expect((await fetchFrom(client, 'orders', 0)).errorCode).toBe(0)
    expect(await produceTo(client, 'orders', batchOf(1))).toMatchObject({ errorCode: 0, baseOffset: 1 })
    await createTopic(client, 'refused')
    expect(await produceTo(client, 'refused', batchOf(1))).toMatchObject({ errorCode: 0, baseOffset: 0 })
  }))
