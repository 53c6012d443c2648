/**
 * `node bench/codec.mjs`: nanoseconds for decoding and encoding the messages of the hot path, from the built packages.
 * Prints and asserts nothing; run it on a quiet machine.
 */
import { ByteReader, ByteWriter, decodeRequestHeader, encodeRequestHeader } from '@samsa/protocol'
import { fetchRequest } from '@samsa/protocol/messages/fetch-request'
import { fetchResponse } from '@samsa/protocol/messages/fetch-response'
import { produceRequest } from '@samsa/protocol/messages/produce-request'
import { produceResponse } from '@samsa/protocol/messages/produce-response'

const records = new Uint8Array(1100).fill(1)
const topicId = 'MjFKMIKOl6LWOSQhrpxxMA'
const produce = {
  acks: -1,
  timeoutMs: 30000,
  topicData: [{ name: 'orders', topicId, partitionData: [{ index: 3, records }] }],
}
const produced = {
  responses: [{ name: 'orders', topicId, partitionResponses: [{ index: 3, baseOffset: 123456789 }] }],
}
const fetchOne = {
  maxWaitMs: 500,
  minBytes: 1,
  maxBytes: 52428800,
  sessionEpoch: 0,
  topics: [fetchedTopic(1)],
}
const fetchMany = { ...fetchOne, topics: [fetchedTopic(50)] }
const fetched = {
  responses: [
    {
      topic: 'orders',
      topicId,
      partitions: [{ partitionIndex: 3, highWatermark: 99, lastStableOffset: 99, records }],
    },
  ],
}

function fetchedTopic(partitions) {
  const partition = { currentLeaderEpoch: 4, fetchOffset: 123456789, partitionMaxBytes: 1048576 }
  return {
    topic: 'orders',
    topicId,
    partitions: Array.from({ length: partitions }, (_, index) => ({ ...partition, partition: index })),
  }
}

/** Best and median of several rounds: the best is what the code costs, the median what the machine leaves of it. */
function measure(what, run) {
  const iterations = 200_000
  const rounds = []
  for (let round = 0; round < 9; round++) {
    const start = process.hrtime.bigint()
    for (let count = 0; count < iterations; count++) run()
    rounds.push(Number(process.hrtime.bigint() - start) / iterations)
  }
  rounds.sort((a, b) => a - b)
  console.log(
    `${what.padEnd(40)} ${rounds[0].toFixed(0).padStart(6)} ns best ${rounds[4].toFixed(0).padStart(6)} ns median`,
  )
}

function compare(name, type, message, version) {
  const writer = new ByteWriter()
  type.encode(writer, message, version)
  // Frames lie somewhere in a large receive buffer, so the reader starts at an offset of it.
  const body = writer.finishOne()
  const buffer = new Uint8Array(65536)
  buffer.set(body, 4096)
  const reader = new ByteReader()
  measure(`decode ${name} v${version}`, () => {
    reader.reset(buffer, 4096, 4096 + body.length)
    return type.decode(reader, version)
  })
  measure(`encode ${name} v${version}`, () => {
    writer.reset()
    type.encode(writer, message, version)
    return writer.finish()
  })
}

const writer = new ByteWriter()
encodeRequestHeader(writer, { apiKey: 0, apiVersion: 9, correlationId: 5, clientId: 'producer-1' })
const header = writer.finishOne()
const reader = new ByteReader()
measure('decode request header', () => {
  reader.reset(header)
  return decodeRequestHeader(reader)
})
const named = { ...produce, topicData: produce.topicData.map(({ topicId: _, ...topic }) => topic) }
const namedResponse = { responses: produced.responses.map(({ topicId: _, ...topic }) => topic) }
for (const version of [7, 9]) compare('ProduceRequest, 1 partition', produceRequest, named, version)
compare('ProduceRequest, 1 partition', produceRequest, produce, 13)
compare('ProduceResponse, 1 partition', produceResponse, namedResponse, 9)
compare('FetchRequest, 1 partition', fetchRequest, fetchOne, 12)
compare('FetchRequest, 1 partition', fetchRequest, fetchOne, 17)
compare('FetchRequest, 50 partitions', fetchRequest, fetchMany, 12)
compare('FetchResponse, 1 partition', fetchResponse, fetched, 12)
