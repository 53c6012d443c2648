// kafkajs in the suite's vocabulary. It reads through consumer groups only, so that each read is a group of its own.
import kafkajs from 'kafkajs'
import SnappyCodec from 'kafkajs-snappy'
import * as lz4 from 'lz4-napi'
import * as zstd from '@bokuweb/zstd-wasm'
import { base64, bytes, serve } from './driver.mjs'

const { CompressionCodecs, CompressionTypes, ConfigResourceTypes, Kafka, logLevel } = kafkajs
await zstd.init()
CompressionCodecs[CompressionTypes.Snappy] = SnappyCodec
CompressionCodecs[CompressionTypes.LZ4] = () => ({
  compress: (encoder) => lz4.compressFrame(encoder.buffer),
  decompress: (buffer) => lz4.decompressFrame(buffer),
})
CompressionCodecs[CompressionTypes.ZSTD] = () => ({
  compress: async (encoder) => Buffer.from(zstd.compress(encoder.buffer, 3)),
  decompress: async (buffer) => Buffer.from(zstd.decompress(buffer)),
})
const codecs = { none: 'None', gzip: 'GZIP', snappy: 'Snappy', lz4: 'LZ4', zstd: 'ZSTD' }

const kafka = new Kafka({
  clientId: 'interop-kafkajs',
  brokers: [process.argv[2]],
  logLevel: logLevel.ERROR,
  logCreator:
    () =>
    ({ log }) =>
      console.error(log.error ?? log.message, log.stack ?? ''),
  retry: { retries: 8, initialRetryTime: 100 },
})
const admin = kafka.admin()
await admin.connect()
const members = new Map()
let reads = 0

const groupSettings = {
  sessionTimeout: 10_000,
  heartbeatInterval: 500,
  rebalanceTimeout: 10_000,
  maxWaitTimeInMs: 200,
}

const verbs = {
  async produce({ topic, codec, idempotent, records }) {
    const producer = kafka.producer({
      idempotent,
      maxInFlightRequests: idempotent ? 1 : undefined,
      createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
    })
    await producer.connect()
    try {
      const messages = records.map(({ key, value, headers, timestamp, partition }) => ({
        key: bytes(key),
        value: bytes(value),
        headers: Object.fromEntries(headers.map(([name, held]) => [name, bytes(held)])),
        timestamp: timestamp?.toString(),
        partition,
      }))
      await producer.send({ topic, acks: -1, compression: CompressionTypes[codecs[codec]], messages })
    } finally {
      await producer.disconnect()
    }
  },

  async consume({ topic, from, count }) {
    const consumer = kafka.consumer({ groupId: `${topic}-read-${process.pid}-${reads++}`, ...groupSettings })
    const found = []
    await consumer.connect()
    try {
      await consumer.subscribe({ topic, fromBeginning: true })
      await new Promise((resolve, reject) => {
        setTimeout(resolve, 30_000).unref()
        consumer.on(consumer.events.CRASH, ({ payload }) => payload.restart || reject(payload.error))
        consumer.run({
          autoCommit: false,
          eachMessage: async ({ partition, message }) => {
            if (found.length >= count || Number(message.offset) < (from[partition] ?? Infinity)) return
            found.push({ partition, ...readable(message) })
            if (found.length === count) resolve()
          },
        })
        for (const [partition, offset] of Object.entries(from)) {
          consumer.seek({ topic, partition: Number(partition), offset: String(offset) })
        }
      })
    } finally {
      await consumer.disconnect()
    }
    return found
  },

  async offsetsAt({ topic, timestamp, partitions }) {
    const answer = await admin.fetchTopicOffsetsByTimestamp(topic, timestamp)
    const ends = await admin.fetchTopicOffsets(topic)
    // kafkajs replaces "none" by the end of the partition: give back what the broker said.
    const end = new Map(ends.map((each) => [each.partition, each.offset]))
    return Object.fromEntries(
      answer
        .filter(({ partition }) => partitions.includes(partition))
        .map(({ partition, offset }) => [partition, offset === end.get(partition) ? -1 : Number(offset)]),
    )
  },

  async offsets({ topic }) {
    const answer = await admin.fetchTopicOffsets(topic)
    return Object.fromEntries(
      answer.map(({ partition, low, high }) => [partition, { earliest: Number(low), latest: Number(high) }]),
    )
  },

  async join({ member, group, topic }) {
    const consumer = kafka.consumer({ groupId: group, ...groupSettings })
    const state = { consumer, owned: [] }
    members.set(member, state)
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
      state.owned = payload.memberAssignment[topic] ?? []
    })
    consumer.on(consumer.events.REBALANCING, () => {
      state.owned = []
    })
    await consumer.connect()
    await consumer.subscribe({ topic, fromBeginning: true })
    await consumer.run({ autoCommit: false, eachMessage: async () => {} })
  },

  owned: async ({ member }) => members.get(member).owned,

  async leave({ member }) {
    await members.get(member).consumer.disconnect()
    members.delete(member)
  },

  async commit({ group, topic, offsets }) {
    const partitions = Object.entries(offsets).map(([partition, offset]) => ({
      partition: Number(partition),
      offset: String(offset),
    }))
    await admin.setOffsets({ groupId: group, topic, partitions })
  },

  async committed({ group, topic, partitions }) {
    const [answer] = await admin.fetchOffsets({ groupId: group, topics: [topic] })
    return Object.fromEntries(
      answer.partitions
        .filter(({ partition }) => partitions.includes(partition))
        .map(({ partition, offset }) => [partition, Number(offset)]),
    )
  },

  async createTopic({ topic, partitions, configs }) {
    const configEntries = Object.entries(configs).map(([name, value]) => ({ name, value }))
    const created = await admin.createTopics({
      waitForLeaders: true,
      topics: [{ topic, numPartitions: partitions, replicationFactor: 1, configEntries }],
    })
    if (!created) throw new Error('topic exists')
  },

  async describeTopic({ topic }) {
    const { topics } = await admin.fetchTopicMetadata({ topics: [topic] })
    return {
      partitions: topics[0].partitions.map(({ partitionId, leader, replicas, isr }) => ({
        index: partitionId,
        leader,
        replicas,
        isr,
      })),
    }
  },

  listTopics: () => admin.listTopics(),

  async alterConfig({ topic, name, value }) {
    const resources = [{ type: ConfigResourceTypes.TOPIC, name: topic, configEntries: [{ name, value }] }]
    await admin.alterConfigs({ validateOnly: false, resources })
  },

  async describeConfig({ topic, name }) {
    const resources = [{ type: ConfigResourceTypes.TOPIC, name: topic, configNames: [name] }]
    const answer = await admin.describeConfigs({ includeSynonyms: false, resources })
    return answer.resources[0].configEntries.find((entry) => entry.configName === name).configValue
  },

  createPartitions: ({ topic, count }) => admin.createPartitions({ topicPartitions: [{ topic, count }] }),
  deleteTopic: ({ topic }) => admin.deleteTopics({ topics: [topic] }),

  async deleteRecords({ topic, offsets }) {
    const partitions = Object.entries(offsets).map(([partition, offset]) => ({
      partition: Number(partition),
      offset: String(offset),
    }))
    await admin.deleteTopicRecords({ topic, partitions })
  },

  listGroups: async () => (await admin.listGroups()).groups.map(({ groupId }) => groupId),

  async describeGroup({ group }) {
    const { groups } = await admin.describeGroups([group])
    return { state: groups[0].state, members: groups[0].members.length }
  },

  deleteGroup: ({ group }) => admin.deleteGroups([group]),
}

function readable({ key, value, headers, timestamp, offset }) {
  return {
    offset: Number(offset),
    timestamp: Number(timestamp),
    key: base64(key),
    value: base64(value),
    headers: Object.entries(headers ?? {}).map(([name, held]) => [name, base64(held)]),
  }
}

serve(verbs, async () => {
  for (const { consumer } of members.values()) await consumer.disconnect().catch(() => {})
  await admin.disconnect()
})
