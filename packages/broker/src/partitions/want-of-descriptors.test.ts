/**
 * Requests that need a descriptor when the process has none left: refused in a way that asks for another try, and
 * nothing stays broken.
 */
import { createPartitionsRequest } from '@samsa/protocol/messages/create-partitions-request'
import { createPartitionsResponse } from '@samsa/protocol/messages/create-partitions-response'
import { produceRequest } from '@samsa/protocol/messages/produce-request'
import { produceResponse } from '@samsa/protocol/messages/produce-response'
import { expect, test } from 'vitest'
import { batchOf, createTopic, fetchFrom, inBrokerWorld, produceTo } from '../testing/broker-world.js'

const STORAGE_ERROR = 56
const scarcity = { kind: 'io-error', error: 'too-many-files', operation: 'open', forMs: 500 } as const

test('added partitions are refused with a storage error, and there as soon as they can be', () =>
  inBrokerWorld({}, async ({ connect, strike, pass }) => {
    const client = connect()
    await createTopic(client, 'orders')
    const produceToLast = async () => {
      const partitionData = [{ index: 2, records: batchOf(1) }]
      const answer = await client.send(produceRequest, produceResponse, 9, {
        acks: 1,
        topicData: [{ name: 'orders', partitionData }],
      })
      return answer.responses[0]?.partitionResponses[0]?.errorCode
    }
    await strike({ ...scarcity, path: 'orders-2/' })
    const answer = await client.send(createPartitionsRequest, createPartitionsResponse, 3, {
      topics: [{ name: 'orders', count: 3, assignments: null }],
      timeoutMs: 1000,
    })
    expect(answer.results[0]?.errorCode).toBe(STORAGE_ERROR)
    expect(await produceToLast()).not.toBe(0)
    expect(await produceTo(client, 'orders', batchOf(1))).toMatchObject({ errorCode: 0 })
    await pass(3000)
    expect(await produceToLast()).toBe(0)
  }))

test('a roll that finds none refuses those batches, and the partition stays online', () =>
  inBrokerWorld({}, async ({ connect, strike, pass }) => {
    const client = connect()
    await createTopic(client, 'orders', { 'segment.bytes': '1048576' })
    expect(await produceTo(client, 'orders', batchOf(1, 700_000))).toMatchObject({ errorCode: 0 })
    await strike({ ...scarcity, path: 'orders-0/00000000000000000001' })
    expect(await produceTo(client, 'orders', batchOf(1, 700_000))).toMatchObject({ errorCode: STORAGE_ERROR })
    expect((await fetchFrom(client, 'orders', 0)).errorCode).toBe(0)
    await pass(3000)
    expect(await produceTo(client, 'orders', batchOf(1, 700_000))).toMatchObject({
      errorCode: 0,
      baseOffset: 1,
    })
    expect((await fetchFrom(client, 'orders', 1)).errorCode).toBe(0)
  }))
