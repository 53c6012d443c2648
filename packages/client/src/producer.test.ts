import type { Connection as Stream } from '@samsa/host'
import { createNodeHost } from '@samsa/host/node/node-host'
import { ByteReader } from '@samsa/protocol/bytes/byte-reader'
import { ByteWriter } from '@samsa/protocol/bytes/byte-writer'
import { FrameReader } from '@samsa/protocol/frame'
import { decodeRequestHeader, encodeResponseHeader } from '@samsa/protocol/header'
import { apiVersionsResponse } from '@samsa/protocol/messages/api-versions-response'
import type { Draft, MessageType } from '@samsa/protocol/message-type'
import { readBatchHeader } from '@samsa/record/record-batch'
import { afterEach, expect, test } from 'vitest'
import { calls } from './calls.js'
import { Producer, type ProducerOptions } from './producer.js'
import type { BatchDelivery } from './producer/producer-record.js'

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

/** A broker of one topic that deals with each batch as the test says, by error code. */
async function scriptedBroker(produce: (sent: Sent, place: number) => Fate, initProducerId = 0) {
  const sent: Sent[] = []
  const streams: Stream[] = []
  let producerId = 0
  const apiKeys = [calls.metadata, calls.produce, calls.initProducerId].map(({ request, ...range }) => ({
    apiKey: request.apiKey,
    minVersion: range.minVersion,
    maxVersion: range.maxVersion,
  }))
  const listener = await host.network.listen({ host: '127.0.0.1', port: 0 }, (stream) => {
    streams.push(stream)
    const answer = (reader: ByteReader) => {
      const header = decodeRequestHeader(reader)
      const { apiKey, apiVersion } = header
      function reply<M>(type: MessageType<M>, message: Draft<M>, version = apiVersion) {
        const writer = new ByteWriter()
        const size = writer.reserveInt32()
        encodeResponseHeader(writer, apiKey, apiVersion, header.correlationId)
        type.encode(writer, message, version)
        writer.setInt32(size, writer.length - 4)
        stream.write(writer.finish())
      }
      if (apiKey === 18) reply(apiVersionsResponse, { apiKeys })
      else if (apiKey === calls.metadata.request.apiKey) {
        const partitions = [0, 1].map((partitionIndex) => ({ partitionIndex, leaderId: 1, leaderEpoch: 0 }))
        const brokers = [{ nodeId: 1, host: '127.0.0.1', port: listener.port }]
        reply(calls.metadata.response, { brokers, controllerId: 1, topics: [{ name: 't', partitions }] })
      } else if (apiKey === calls.initProducerId.request.apiKey) {
        const errorCode = initProducerId
        reply(calls.initProducerId.response, { errorCode, producerId: ++producerId, producerEpoch: 0 })
      } else {
        const request = calls.produce.request.decode(reader, apiVersion)
        const fates: { index: number; fate: Fate }[] = []
        for (const { partitionData } of request.topicData) {
          for (const { index, records } of partitionData) {
            const batch = readBatchHeader(records as Uint8Array, 0)
            const { producerId, baseSequence, recordCount: count } = batch
            const one = { partition: index, producerId, baseSequence, count }
            sent.push(one)
            fates.push({ index, fate: produce(one, sent.length - 1) })
          }
        }
        if (fates.some(({ fate }) => fate === 'hang up')) stream.close()
        else if (!fates.some(({ fate }) => fate === 'silent')) {
          const partitionResponses = fates.map(({ index, fate }) => ({ index, errorCode: fate as number }))
          reply(calls.produce.response, { responses: [{ name: 't', partitionResponses }] })
        }
      }
    }
    const frames = new FrameReader(1 << 20, (bytes, start, end) => {
      answer(new ByteReader(bytes, start, end))
      return true
    })
    stream.start({ receive: (bytes) => frames.feed(bytes), closed: () => undefined })
  })
  opened.push(listener, { close: () => streams.forEach((stream) => stream.close()) })
  return { sent, bootstrapServers: `127.0.0.1:${listener.port}` }
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
  const { sent, bootstrapServers } = await scriptedBroker((_, place) =>
    place === 0 ? RECORD_LIST_TOO_LARGE : 0,
  )
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
  const { sent, bootstrapServers } = await scriptedBroker(({ partition }, place) => {
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
  const { bootstrapServers } = await scriptedBroker(() => {
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
  const { bootstrapServers } = await scriptedBroker(() => 0, CLUSTER_AUTHORIZATION_FAILED)
  const sending = producer(bootstrapServers)
  const sent = sending.send({ topic: 't', partition: 0, value: 'v' })
  await expect(sent).rejects.toMatchObject({ errorName: 'CLUSTER_AUTHORIZATION_FAILED' })
})

test('what onDelivery throws holds up no record', async () => {
  const { bootstrapServers } = await scriptedBroker(() => 0)
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
