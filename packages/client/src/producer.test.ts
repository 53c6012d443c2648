import { createNodeHost } from '@samsa/host/node/node-host'
import { readBatchHeader } from '@samsa/record/record-batch'
import { afterEach, expect, test } from 'vitest'
import { Producer, type ProducerOptions } from './producer.js'
import type { BatchDelivery } from './producer/producer-record.js'
import { scriptedBroker } from './testing/scripted-broker.js'

const host = createNodeHost({ log: { write: () => undefined } })
const opened: { close(): unknown }[] = []

afterEach(async () => {
  for (const one of opened.splice(0)) await one.close()
})

interface Sent {
  readonly partition: number
  readonly producerId: number
  readonly baseSequence: number
  readonly count: number
}

type Fate = number | 'silent' | 'hang up'

/** A broker of one topic of two partitions that deals with each batch as the test says, by error code. */
async function brokerOf(
  produce: (sent: Sent, place: number) => Fate,
  initProducerId = 0,
  led: readonly boolean[] = [true, true],
) {
  const sent: Sent[] = []
  let producerId = 0
  const broker = await scriptedBroker(
    host,
    { t: led },
    {
      initProducerId: () => ({ errorCode: initProducerId, producerId: ++producerId, producerEpoch: 0 }),
      produce({ topicData }) {
        const partitionResponses: { index: number; errorCode: number }[] = []
        const fates: Fate[] = []
        for (const { index, records } of topicData.flatMap(({ partitionData }) => partitionData)) {
          const batch = readBatchHeader(records as Uint8Array, 0)
          const { producerId, baseSequence, recordCount: count } = batch
          const one = { partition: index, producerId, baseSequence, count }
          sent.push(one)
          const fate = produce(one, sent.length - 1)
          fates.push(fate)
          if (typeof fate === 'number') partitionResponses.push({ index, errorCode: fate })
        }
        if (fates.includes('hang up')) return 'hang up'
        if (fates.includes('silent')) return 'silent'
        return { responses: [{ name: 't', partitionResponses }] }
      },
    },
  )
  opened.push(broker)
  return { sent, bootstrapServers: broker.bootstrapServers }
}

function producer(bootstrapServers: string, options: Partial<ProducerOptions> = {}): Producer {
  const quick = { 'retry.backoff.ms': 1, 'reconnect.backoff.ms': 1, 'linger.ms': 0, 'batch.size': 0 }
  const made = new Producer({ host, bootstrapServers, ...quick, ...options } as ProducerOptions)
  opened.push({ close: () => made.close({ timeoutMs: 0 }) })
  return made
}

const NOT_LEADER_OR_FOLLOWER = 6
const RECORD_LIST_TOO_LARGE = 18
const OUT_OF_ORDER_SEQUENCE_NUMBER = 45
const CLUSTER_AUTHORIZATION_FAILED = 31

test('a batch behind a refused one that was stored nevertheless keeps later ones from taking its numbers', async () => {
  const { sent, bootstrapServers } = await brokerOf((_, place) => (place === 0 ? RECORD_LIST_TOO_LARGE : 0))
  const sending = producer(bootstrapServers)
  await sending.partitionsFor('t')
  const record = { topic: 't', partition: 0, value: 'v' }
  const results = await Promise.allSettled([sending.send(record), sending.send(record)])
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
  await sending.send(record)
  const accepted = sent.slice(1).map(({ producerId, baseSequence }) => `${producerId}:${baseSequence}`)
  expect(new Set(accepted).size).toBe(2)
})

test('a batch of unknown fate keeps its producer id while another partition needs a new one', async () => {
  const { sent, bootstrapServers } = await brokerOf(({ partition }, place) => {
    if (place <= 1) return 'hang up'
    if (place > 3) return 0
    return partition === 0 ? OUT_OF_ORDER_SEQUENCE_NUMBER : NOT_LEADER_OR_FOLLOWER
  })
  const sending = producer(bootstrapServers)
  await sending.partitionsFor('t')
  const records = [0, 1].map((partition) => sending.send({ topic: 't', partition, value: 'v' }))
  await Promise.all(records)
  const ids = (partition: number) =>
    sent.filter((one) => one.partition === partition).map((one) => one.producerId)
  expect(ids(1)).toEqual([1, 1, 1])
  expect(ids(0).at(-1)).toBe(2)
})

test('every batch is told of once when the producer is closed while it is under way', async () => {
  let arrived = () => undefined as void
  const underWay = new Promise<void>((resolve) => (arrived = resolve))
  const { bootstrapServers } = await brokerOf(() => {
    arrived()
    return 'silent'
  })
  const deliveries: BatchDelivery[] = []
  const sending = producer(bootstrapServers, { onDelivery: (delivery) => deliveries.push(delivery) })
  const sent = sending.send({ topic: 't', partition: 0, value: 'v' })
  const refused = expect(sent).rejects.toMatchObject({ name: 'ClosedError' })
  await underWay
  await sending.close({ timeoutMs: 1 })
  await refused
  expect(deliveries).toHaveLength(1)
})

test('records fail at once when the broker gives no producer id for good', async () => {
  const { bootstrapServers } = await brokerOf(() => 0, CLUSTER_AUTHORIZATION_FAILED)
  const sending = producer(bootstrapServers)
  const sent = sending.send({ topic: 't', partition: 0, value: 'v' })
  await expect(sent).rejects.toMatchObject({ errorName: 'CLUSTER_AUTHORIZATION_FAILED' })
})

test('what onDelivery throws holds up no record', async () => {
  const { bootstrapServers } = await brokerOf(() => 0)
  const fail = () => {
    throw new Error('of the caller')
  }
  const sending = producer(bootstrapServers, { onDelivery: fail })
  const records = [0, 1].map((partition) => sending.send({ topic: 't', partition, value: 'v' }))
  await expect(Promise.all(records)).resolves.toHaveLength(2)
})

test('closing ends a connection that is still being made', async () => {
  let [starting, ending] = [() => undefined as void, () => undefined as void]
  const started = new Promise<void>((resolve) => (starting = resolve))
  const ended = new Promise<void>((resolve) => (ending = resolve))
  const listener = await host.network.listen({ host: '127.0.0.1', port: 0 }, (stream) => {
    stream.start({ receive: () => starting(), closed: () => ending() })
  })
  opened.push(listener)
  const sending = producer(`127.0.0.1:${listener.port}`)
  const sent = expect(sending.send({ topic: 't', value: 'v' })).rejects.toMatchObject({ name: 'ClosedError' })
  await started
  await sending.close({ timeoutMs: 1 })
  await sent
  await ended
})

test('a record without a key does not wait for a partition that has no leader', async () => {
  const { bootstrapServers } = await brokerOf(() => 0, 0, [false, true])
  const sent = await producer(bootstrapServers, { 'max.block.ms': 2000 }).send({ topic: 't', value: 'v' })
  expect(sent.partition).toBe(1)
})
