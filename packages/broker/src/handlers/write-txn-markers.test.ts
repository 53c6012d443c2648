import { errorCode, errorName } from '@samsa/protocol/kafka-errors'
import { describeProducersRequest } from '@samsa/protocol/messages/describe-producers-request'
import { describeProducersResponse } from '@samsa/protocol/messages/describe-producers-response'
import { findCoordinatorRequest } from '@samsa/protocol/messages/find-coordinator-request'
import { findCoordinatorResponse } from '@samsa/protocol/messages/find-coordinator-response'
import { produceRequest } from '@samsa/protocol/messages/produce-request'
import { produceResponse } from '@samsa/protocol/messages/produce-response'
import {
  type WritableTxnMarker,
  writeTxnMarkersRequest,
} from '@samsa/protocol/messages/write-txn-markers-request'
import { writeTxnMarkersResponse } from '@samsa/protocol/messages/write-txn-markers-response'
import { encodeBatch } from '@samsa/record/encode-batch'
import { expect, test } from 'vitest'
import { createTopic, fetchFrom, inBrokerWorld } from '../testing/broker-world.js'
import type { ProtocolClient } from '../testing/protocol-client.js'

const unverified = { 'transaction.partition.verification.enable': 'false' }
const producer = { producerId: 7, producerEpoch: 0, baseSequence: 0 }

/** A transactional batch of one record to each of the topics; the errors they answer with. */
async function produceIn(
  client: ProtocolClient,
  topics: readonly string[],
  how: {
    transactionalId?: string | null
    version?: number
    producerEpoch?: number
    baseSequence?: number
  } = {},
): Promise<(string | undefined)[]> {
  const { transactionalId = 'mine', version = 11, ...changed } = how
  const records = (): Uint8Array =>
    encodeBatch([{ timestamp: 0, key: null, value: null }], {
      ...producer,
      ...changed,
      isTransactional: true,
    })
  const answer = await client.send(produceRequest, produceResponse, version, {
    transactionalId,
    acks: -1,
    timeoutMs: 1000,
    topicData: topics.map((name) => ({ name, partitionData: [{ index: 0, records: records() }] })),
  })
  return answer.responses.map((topic) => errorName(topic.partitionResponses[0]?.errorCode ?? -1))
}

/** `topic` -> error, of partition 0 of each. */
async function end(
  client: ProtocolClient,
  topics: readonly string[],
  marker: Partial<WritableTxnMarker> = {},
  version = 2,
): Promise<Record<string, string | undefined>> {
  const answer = await client.send(writeTxnMarkersRequest, writeTxnMarkersResponse, version, {
    markers: [
      {
        producerId: 7,
        producerEpoch: 0,
        transactionResult: false,
        topics: topics.map((name) => ({ name, partitionIndexes: [0] })),
        ...marker,
      },
    ],
  })
  expect(answer.markers.map(({ producerId }) => producerId)).toEqual([marker.producerId ?? 7])
  const results = answer.markers[0]?.topics ?? []
  return Object.fromEntries(
    results.map(({ name, partitions }) => [name, errorName(partitions[0]!.errorCode)]),
  )
}

test('a transactional batch is appended unasked only where verification is off, and before version 12', async () => {
  await inBrokerWorld({}, async ({ connect }) => {
    const client = connect()
    await createTopic(client, 'a')
    expect(await produceIn(client, ['a'])).toEqual(['INVALID_PRODUCER_ID_MAPPING'])
    expect(await produceIn(client, ['a'], { transactionalId: null })).toEqual([
      'TRANSACTIONAL_ID_AUTHORIZATION_FAILED',
    ])
  })
  await inBrokerWorld(unverified, async ({ connect }) => {
    const client = connect()
    await createTopic(client, 'a')
    expect(await produceIn(client, ['a'], { version: 12 })).toEqual(['INVALID_PRODUCER_ID_MAPPING'])
    expect(await produceIn(client, ['a'], { transactionalId: null })).toEqual([
      'TRANSACTIONAL_ID_AUTHORIZATION_FAILED',
    ])
    expect(await produceIn(client, ['a'])).toEqual(['NONE'])
    // Sequences and epochs are the log's to check, as of any producer.
    expect(await produceIn(client, ['a'], { baseSequence: 5 })).toEqual(['OUT_OF_ORDER_SEQUENCE_NUMBER'])
  })
})

test.each([0, 1, 2])('version %i ends a transaction in all its partitions', (version) =>
  inBrokerWorld(unverified, async ({ connect }) => {
    const client = connect()
    for (const name of ['a', 'b']) await createTopic(client, name)
    expect(await produceIn(client, ['a', 'b'])).toEqual(['NONE', 'NONE'])
    const stable = async (): Promise<number[]> => {
      const read = await Promise.all(['a', 'b'].map((name) => fetchFrom(client, name, 0, { maxWaitMs: 0 })))
      return read.map(({ lastStableOffset }) => lastStableOffset)
    }
    expect(await stable()).toEqual([0, 0])
    const ended = await end(client, ['a', 'b', 'nowhere'], { transactionResult: true }, version)
    expect(ended).toEqual({ a: 'NONE', b: 'NONE', nowhere: 'UNKNOWN_TOPIC_OR_PARTITION' })
    expect(await stable()).toEqual([2, 2])
  }),
)

test('an old epoch of the producer, of the coordinator, and one that is not new are refused', () =>
  inBrokerWorld(unverified, async ({ connect }) => {
    const client = connect()
    await createTopic(client, 'a')
    await produceIn(client, ['a'], { producerEpoch: 3 })
    expect(await end(client, ['a'], { producerEpoch: 2 })).toEqual({ a: 'INVALID_PRODUCER_EPOCH' })
    expect(await end(client, ['a'], { producerEpoch: 3, transactionVersion: 2 })).toEqual({
      a: 'INVALID_PRODUCER_EPOCH',
    })
    expect(await end(client, ['a'], { producerEpoch: 3, coordinatorEpoch: 4 })).toEqual({ a: 'NONE' })
    expect(await end(client, ['a'], { producerEpoch: 3, coordinatorEpoch: 3 })).toEqual({
      a: 'TRANSACTION_COORDINATOR_FENCED',
    })
    expect(await end(client, ['a'], { producerId: -1 })).toEqual({ a: 'UNKNOWN_SERVER_ERROR' })
  }))

test('a producer is answered for once, however many markers name it', () =>
  inBrokerWorld({}, async ({ connect }) => {
    const client = connect()
    await createTopic(client, 'a')
    const marker = (producerId: number, names: string[]) => ({
      producerId,
      topics: names.map((name) => ({ name, partitionIndexes: [0] })),
    })
    const markers = [marker(1, ['a']), marker(2, []), marker(1, ['a', 'nowhere'])]
    const answer = await client.send(writeTxnMarkersRequest, writeTxnMarkersResponse, 1, { markers })
    expect(answer.markers).toEqual([
      {
        producerId: 1,
        topics: [
          { name: 'a', partitions: [{ partitionIndex: 0, errorCode: 0 }] },
          { name: 'nowhere', partitions: [{ partitionIndex: 0, errorCode: 3 }] },
        ],
      },
    ])
    expect((await fetchFrom(client, 'a', 0)).highWatermark).toBe(2)
  }))

test('with samsa.flush=group the answer comes once the marker is on the device, or says that it is not', () =>
  inBrokerWorld({ ...unverified, 'samsa.flush': 'group' }, async ({ connect, strike, world }) => {
    const client = connect()
    await createTopic(client, 'a')
    await produceIn(client, ['a'])
    await strike({ kind: 'slow-disk', forMs: 1e9, factor: 1000 })
    const began = world.nowMs
    expect(await end(client, ['a'])).toEqual({ a: 'NONE' })
    expect(world.nowMs - began).toBeGreaterThan(50)
    await strike({ kind: 'io-error', forMs: 1e9, path: 'a-0', operation: 'sync' })
    expect(await end(client, ['a'])).toEqual({ a: 'KAFKA_STORAGE_ERROR' })
    expect(await end(client, ['a'])).toEqual({ a: 'UNKNOWN_TOPIC_OR_PARTITION' })
  }))

test('a marker in __consumer_offsets goes by its shard', () =>
  inBrokerWorld({ 'offsets.topic.num.partitions': '1' }, async ({ connect }) => {
    const client = connect()
    await client.send(findCoordinatorRequest, findCoordinatorResponse, 4, { coordinatorKeys: ['g'] })
    const topic = '__consumer_offsets'
    expect(await end(client, [topic])).toEqual({ [topic]: 'NONE' })
    expect((await fetchFrom(client, topic, 0)).highWatermark).toBe(1)
  }))

test('DescribeProducers tells of the producers and their open transactions', () =>
  inBrokerWorld(unverified, async ({ connect }) => {
    const client = connect()
    await createTopic(client, 'a')
    const told = async (name: string, index = 0) => {
      const topics = [{ name, partitionIndexes: [index] }]
      const answer = await client.send(describeProducersRequest, describeProducersResponse, 0, { topics })
      return answer.topics[0]!.partitions[0]!
    }
    expect(await told('a')).toMatchObject({ errorCode: 0, errorMessage: null, activeProducers: [] })
    await produceIn(client, ['a'])
    const known = { producerId: 7, producerEpoch: 0, lastSequence: 0, lastTimestamp: 0 }
    expect((await told('a')).activeProducers).toEqual([
      { ...known, coordinatorEpoch: -1, currentTxnStartOffset: 0 },
    ])
    await end(client, ['a'], { producerEpoch: 1, coordinatorEpoch: 5, transactionVersion: 2 })
    expect((await told('a')).activeProducers).toMatchObject([
      { producerEpoch: 1, lastSequence: -1, coordinatorEpoch: 5, currentTxnStartOffset: -1 },
    ])
    expect(await told('a', 1)).toMatchObject({ errorCode: errorCode('UNKNOWN_TOPIC_OR_PARTITION') })
    expect(await told('nowhere')).toMatchObject({ errorCode: errorCode('UNKNOWN_TOPIC_OR_PARTITION') })
    expect(await told('a/b')).toMatchObject({ errorCode: errorCode('INVALID_TOPIC_EXCEPTION') })
  }))
