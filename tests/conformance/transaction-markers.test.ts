/**
 * Transactions without their coordinator, as a broker sees them: batches that nobody vouches for, markers, producers.
 * Holds on Kafka too: KAFKA_BOOTSTRAP names a broker without data, whose verification of transactions is turned off
 * here.
 */
import { errorName } from '@samsa/protocol/kafka-errors'
import { encodeBatch } from '@samsa/record/encode-batch'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Asker } from './behaviour/asker.js'
import type { Json } from './behaviour/facts.js'
import { type ClusterUnderTest, clusterUnderTest } from './cluster-under-test.js'

let cluster: ClusterUnderTest
let asker: Asker
let topicCount = 0
const run = process.pid.toString(36) + process.hrtime.bigint().toString(36)

beforeAll(async () => {
  cluster = await clusterUnderTest()
  asker = new Asker(cluster.bootstrapServers)
  const name = 'transaction.partition.verification.enable'
  const configs = [{ name, configOperation: 0, value: 'false' }]
  const answer = await ask('IncrementalAlterConfigs', 1, {
    resources: [{ resourceType: 4, resourceName: '', configs }],
  })
  expect(answer.responses[0].errorCode).toBe(0)
  // Kafka takes the setting over a moment later.
  const producerId = await freshProducer()
  const topic = await freshTopic()
  await eventually(async () => (await produce([topic], { producerId })).every((error) => error === 'NONE'))
})
afterAll(async () => {
  asker.close()
  await cluster[Symbol.asyncDispose]()
})

async function ask(api: string, version: number, message: Json): Promise<Json> {
  const reply = await asker.ask(api, version, message)
  if (reply.kind !== 'message') throw new Error(`${api}: ${reply.kind}`)
  return reply.message
}

async function eventually(attempt: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (await attempt()) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`it never came about: ${attempt}`)
}

async function freshTopic(): Promise<string> {
  const name = `markers-${run}-${topicCount++}`
  const topic = { name, numPartitions: 1, replicationFactor: 1 }
  await ask('CreateTopics', 7, { topics: [topic], timeoutMs: 10_000 })
  await eventually(async () => (await producersOf(name)).errorCode === 0)
  return name
}

async function freshProducer(): Promise<number> {
  let producerId = -1
  await eventually(async () => {
    const answer = await ask('InitProducerId', 2, { transactionalId: null, transactionTimeoutMs: 60_000 })
    producerId = answer.producerId
    return answer.errorCode === 0
  })
  return producerId
}

interface Batch {
  readonly producerId: number
  readonly producerEpoch?: number
  readonly baseSequence?: number
  readonly isTransactional?: boolean
}

/** One record for each of the topics; the errors. */
async function produce(
  topics: readonly string[],
  batch: Batch,
  how: { readonly transactionalId?: string | null; readonly version?: number } = {},
): Promise<string[]> {
  const facts = { producerEpoch: 0, baseSequence: 0, isTransactional: true, ...batch }
  const records = encodeBatch([{ timestamp: Date.now(), key: null, value: new Uint8Array(1) }], facts)
  const answer = await ask('Produce', how.version ?? 11, {
    transactionalId: how.transactionalId === undefined ? 'some' : how.transactionalId,
    acks: -1,
    timeoutMs: 5_000,
    topicData: topics.map((name) => ({ name, partitionData: [{ index: 0, records }] })),
  })
  const codes = topics.map((topic) => answer.responses.find(({ name }: Json) => name === topic))
  return codes.map((topic) => errorName(topic.partitionResponses[0].errorCode) ?? 'unknown')
}

/** Producer, topic, partition: error; in this order. */
async function write(markers: readonly Json[], version = 2): Promise<Json[]> {
  const whole = markers.map((marker) => ({
    producerEpoch: 0,
    transactionResult: true,
    coordinatorEpoch: 0,
    ...marker,
    topics: marker.topics.map(([name, ...partitionIndexes]: Json) => ({ name, partitionIndexes })),
  }))
  const answer = await ask('WriteTxnMarkers', version, { markers: whole })
  const results = answer.markers.flatMap(({ producerId, topics }: Json) =>
    topics.flatMap(({ name, partitions }: Json) =>
      partitions.map(({ partitionIndex, errorCode }: Json) => [
        producerId,
        name,
        partitionIndex,
        errorName(errorCode),
      ]),
    ),
  )
  return results.sort((one: Json, other: Json) => (String(one) < String(other) ? -1 : 1))
}

async function producersOf(name: string, index = 0): Promise<Json> {
  const answer = await ask('DescribeProducers', 0, { topics: [{ name, partitionIndexes: [index] }] })
  return answer.topics[0].partitions[0]
}

async function offsets(name: string): Promise<{ readonly stable: number; readonly end: number }> {
  const [stable, end] = await Promise.all(
    [1, 0].map(async (isolationLevel) => {
      const partitions = [{ partitionIndex: 0, currentLeaderEpoch: -1, timestamp: -1 }]
      const other = new Asker(cluster.bootstrapServers)
      const reply = await other.ask('ListOffsets', 7, {
        replicaId: -1,
        isolationLevel,
        topics: [{ name, partitions }],
      })
      other.close()
      return reply.kind === 'message' ? (reply.message.topics[0].partitions[0].offset as number) : -1
    }),
  )
  return { stable: stable as number, end: end as number }
}

test('a transactional batch needs a transactional id, and from version 12 on a coordinator that knows it', async () => {
  const [topic, producerId] = [await freshTopic(), await freshProducer()]
  const refused = 'TRANSACTIONAL_ID_AUTHORIZATION_FAILED'
  expect(await produce([topic], { producerId }, { transactionalId: null })).toEqual([refused])
  await ask('FindCoordinator', 4, { keyType: 1, coordinatorKeys: ['some'] })
  let error: string | undefined
  await eventually(async () => {
    const errors = await produce([topic], { producerId }, { version: 12 })
    error = errors[0]
    // Kafka's coordinator takes a moment to be there.
    return error !== 'NOT_ENOUGH_REPLICAS'
  })
  expect(error).toBe('INVALID_PRODUCER_ID_MAPPING')
  expect(await offsets(topic)).toEqual({ stable: 0, end: 0 })
})

test('what is left to check of a transactional batch are sequences and epochs', async () => {
  const [topic, producerId] = [await freshTopic(), await freshProducer()]
  const send = async (batch: Partial<Batch>): Promise<string> =>
    (await produce([topic], { producerId, ...batch }))[0] as string
  expect(await send({})).toBe('NONE')
  expect(await send({})).toBe('NONE')
  expect(await send({ baseSequence: 2 })).toBe('OUT_OF_ORDER_SEQUENCE_NUMBER')
  expect(await send({ baseSequence: 1, isTransactional: false })).toBe('INVALID_TXN_STATE')
  expect(await send({ baseSequence: 1 })).toBe('NONE')
  expect(await send({ producerEpoch: 2, baseSequence: 1 })).toBe('OUT_OF_ORDER_SEQUENCE_NUMBER')
  expect(await send({ producerEpoch: 2 })).toBe('NONE')
  expect(await send({ producerEpoch: 1 })).toBe('INVALID_PRODUCER_EPOCH')
  expect(await offsets(topic)).toEqual({ stable: 0, end: 3 })
})

test('a marker ends the transaction in each partition it names, and unknown ones are told of', async () => {
  const [one, other, producerId] = [await freshTopic(), await freshTopic(), await freshProducer()]
  expect(await produce([one, other], { producerId })).toEqual(['NONE', 'NONE'])
  const results = await write(
    [
      {
        producerId,
        topics: [
          [one, 0, 1],
          ['nowhere', 0],
        ],
      },
    ],
    1,
  )
  expect(results).toEqual([
    [producerId, one, 0, 'NONE'],
    [producerId, one, 1, 'UNKNOWN_TOPIC_OR_PARTITION'],
    [producerId, 'nowhere', 0, 'UNKNOWN_TOPIC_OR_PARTITION'],
  ])
  expect([await offsets(one), await offsets(other)]).toEqual([
    { stable: 2, end: 2 },
    { stable: 0, end: 1 },
  ])
})

test('epochs that are too old are refused; with transaction version 2 also the one of the batches', async () => {
  const [topic, producerId] = [await freshTopic(), await freshProducer()]
  await produce([topic], { producerId, producerEpoch: 3 })
  const marker = async (epochs: Json, version = 2): Promise<string> =>
    (await write([{ producerId, topics: [[topic, 0]], producerEpoch: 3, ...epochs }], version))[0][3]
  expect(await marker({ producerEpoch: 2 }, 1)).toBe('INVALID_PRODUCER_EPOCH')
  expect(await marker({ transactionVersion: 2 })).toBe('INVALID_PRODUCER_EPOCH')
  expect(await marker({ transactionVersion: 1, coordinatorEpoch: 5 })).toBe('NONE')
  expect(await marker({ coordinatorEpoch: 4 })).toBe('TRANSACTION_COORDINATOR_FENCED')
  expect(await marker({ transactionVersion: 2, producerEpoch: 4, coordinatorEpoch: 5 })).toBe('NONE')
  // Sent again it finds no transaction, and does no harm.
  const again = { transactionVersion: 2, producerEpoch: 4 }
  expect(await marker({ ...again, coordinatorEpoch: 5 })).toBe('NONE')
  expect(await marker({ ...again, coordinatorEpoch: 4 })).toBe('TRANSACTION_COORDINATOR_FENCED')
  expect(await offsets(topic)).toEqual({ stable: 4, end: 4 })
})

test('markers of one producer are answered together, and one for no partition not at all', async () => {
  const [topic, producerId] = [await freshTopic(), await freshProducer()]
  const topics = [[topic, 0]]
  expect(await write([])).toEqual([])
  expect(await write([{ producerId, topics: [] }])).toEqual([])
  expect(
    await write([
      { producerId, topics },
      { producerId, topics },
    ]),
  ).toEqual([[producerId, topic, 0, 'NONE']])
  expect((await offsets(topic)).end).toBe(2)
})

test('a marker of nobody is refused', async () => {
  const topics = [[await freshTopic(), 0]]
  expect((await write([{ producerId: -1, topics }]))[0][3]).toBe('UNKNOWN_SERVER_ERROR')
  expect((await write([{ producerId: 1, producerEpoch: -1, topics }]))[0][3]).toBe('UNKNOWN_SERVER_ERROR')
})

test('a marker is written into __consumer_offsets too', async () => {
  const topic = '__consumer_offsets'
  await eventually(async () => {
    const answer = await ask('FindCoordinator', 4, { coordinatorKeys: [`g-${run}`] })
    return answer.coordinators[0].errorCode === 0
  })
  const producerId = await freshProducer()
  await eventually(async () => (await write([{ producerId, topics: [[topic, 0]] }]))[0][3] === 'NONE')
  expect((await offsets(topic)).end).toBeGreaterThan(0)
  const old = { producerId, topics: [[topic, 0]], coordinatorEpoch: -1 }
  expect(await write([old])).toEqual([[producerId, topic, 0, 'TRANSACTION_COORDINATOR_FENCED']])
})

test('producers are told of with their open transactions', async () => {
  const [topic, producerId] = [await freshTopic(), await freshProducer()]
  expect(await producersOf(topic)).toMatchObject({ errorCode: 0, errorMessage: null, activeProducers: [] })
  await produce([topic], { producerId })
  await produce([topic], { producerId, baseSequence: 1 })
  const known = { producerId, producerEpoch: 0, lastSequence: 1, coordinatorEpoch: -1 }
  expect((await producersOf(topic)).activeProducers).toMatchObject([{ ...known, currentTxnStartOffset: 0 }])
  await write([{ producerId, topics: [[topic, 0]], coordinatorEpoch: 7 }])
  expect((await producersOf(topic)).activeProducers).toMatchObject([
    { ...known, coordinatorEpoch: 7, currentTxnStartOffset: -1 },
  ])
  expect(await producersOf(topic, 1)).toMatchObject({ errorCode: 3, errorMessage: null, activeProducers: [] })
  expect(await producersOf('nowhere')).toMatchObject({ errorCode: 3, activeProducers: [] })
  expect((await producersOf('nowhere')).errorMessage).not.toBeNull()
  expect(await producersOf('not/legal')).toMatchObject({ errorCode: 17 })
})
