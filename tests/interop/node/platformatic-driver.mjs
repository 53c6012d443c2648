// @platformatic/kafka in the suite's vocabulary. It reads through consumer groups only, as kafkajs does.
import {
  Admin,
  compatibilityPartitioner,
  ConfigResourceTypes,
  Consumer,
  IncrementalAlterConfigOperationTypes,
  Producer,
} from '@platformatic/kafka'
import { base64, bytes, serve } from './driver.mjs'

const common = {
  clientId: 'interop-platformatic',
  bootstrapBrokers: [process.argv[2]],
  retries: 10,
  retryDelay: 300,
  metadataMaxAge: 1_000,
}
const admin = new Admin(common)
const members = new Map()
let reads = 0

const groupSettings = { sessionTimeout: 10_000, heartbeatInterval: 300, rebalanceTimeout: 10_000 }

const verbs = {
  async produce({ topic, codec, idempotent, partitioner, records }) {
    // Its default takes the sign of the hash for a bit of the number; this one is Kafka's.
    const like = partitioner === 'own' ? {} : { partitioner: compatibilityPartitioner }
    const producer = new Producer({ ...common, ...like, idempotent })
    try {
      const messages = records.map(({ key, value, headers, timestamp, partition }) => ({
        topic,
        key: bytes(key) ?? undefined,
        value: bytes(value) ?? undefined,
        headers: new Map(headers.map(([name, held]) => [Buffer.from(name), bytes(held)])),
        ...(timestamp === undefined ? {} : { timestamp: BigInt(timestamp) }),
        ...(partition === undefined ? {} : { partition }),
      }))
      await producer.send({ messages, acks: -1, compression: codec })
    } finally {
      await producer.close()
    }
  },

  async consume({ topic, from, count }) {
    const groupId = `${topic}-read-${process.pid}-${reads++}`
    const consumer = new Consumer({
      ...common,
      ...groupSettings,
      groupId,
      autocommit: false,
      maxWaitTime: 100,
    })
    const found = []
    const offsets = Object.entries(from).map(([partition, offset]) => ({
      topic,
      partition: Number(partition),
      offset: BigInt(offset),
    }))
    let timer
    try {
      const stream = await consumer.consume({ topics: [topic], mode: 'manual', offsets })
      timer = setTimeout(() => stream.destroy(), 30_000)
      for await (const message of stream) {
        if (from[message.partition] === undefined) continue
        found.push(readable(message))
        if (found.length === count) break
      }
    } finally {
      clearTimeout(timer)
      await consumer.close(true)
    }
    return found
  },

  async offsetsAt({ topic, timestamp, partitions }) {
    const asked = partitions.map((partitionIndex) => ({ partitionIndex, timestamp: BigInt(timestamp) }))
    const [answer] = await admin.listOffsets({ topics: [{ name: topic, partitions: asked }] })
    return Object.fromEntries(
      answer.partitions.map(({ partitionIndex, offset }) => [partitionIndex, Number(offset)]),
    )
  },

  async offsets({ topic, partitions }) {
    const earliest = await verbs.offsetsAt({ topic, timestamp: -2, partitions })
    const latest = await verbs.offsetsAt({ topic, timestamp: -1, partitions })
    return Object.fromEntries(
      partitions.map((index) => [index, { earliest: earliest[index], latest: latest[index] }]),
    )
  },

  async join({ member, group, topic }) {
    const consumer = new Consumer({ ...common, ...groupSettings, groupId: group, autocommit: false })
    members.set(member, { consumer, topic })
    const stream = await consumer.consume({ topics: [topic], mode: 'earliest', maxWaitTime: 100 })
    stream.on('data', () => {})
    stream.on('error', (error) => console.error(error))
  },

  async owned({ member }) {
    const { consumer, topic } = members.get(member)
    return (consumer.assignments ?? []).find((each) => each.topic === topic)?.partitions ?? []
  },

  async leave({ member }) {
    await members.get(member).consumer.close(true)
    members.delete(member)
  },

  async commit({ group, topic, offsets }) {
    const partitionOffsets = Object.entries(offsets).map(([partition, offset]) => ({
      partition: Number(partition),
      offset: BigInt(offset),
    }))
    await admin.alterConsumerGroupOffsets({ groupId: group, topics: [{ name: topic, partitionOffsets }] })
  },

  async committed({ group, topic, partitions }) {
    const topics = [{ name: topic, partitionIndexes: partitions }]
    const [answer] = await admin.listConsumerGroupOffsets({ groups: [{ groupId: group, topics }] })
    return Object.fromEntries(
      answer.topics[0].partitions.map(({ partitionIndex, committedOffset }) => [
        partitionIndex,
        Number(committedOffset),
      ]),
    )
  },

  async createTopic({ topic, partitions, configs }) {
    const entries = Object.entries(configs).map(([name, value]) => ({ name, value }))
    await admin.createTopics({ topics: [topic], partitions, replicas: 1, configs: entries })
  },

  async describeTopic({ topic }) {
    const metadata = await admin.metadata({ topics: [topic], forceUpdate: true })
    return {
      partitions: metadata.topics.get(topic).partitions.map(({ leader, replicas, isr }, index) => ({
        index,
        leader,
        replicas,
        isr: isr ?? replicas,
      })),
    }
  },

  listTopics: () => admin.listTopics(),

  async alterConfig({ topic, name, value }) {
    const configOperation = IncrementalAlterConfigOperationTypes.SET
    const resource = {
      resourceType: ConfigResourceTypes.TOPIC,
      resourceName: topic,
      configs: [{ name, value, configOperation }],
    }
    await admin.incrementalAlterConfigs({ resources: [resource] })
  },

  async describeConfig({ topic, name }) {
    const resource = {
      resourceType: ConfigResourceTypes.TOPIC,
      resourceName: topic,
      configurationKeys: [name],
    }
    const [answer] = await admin.describeConfigs({ resources: [resource] })
    return answer.configs.find((config) => config.name === name).value
  },

  createPartitions: ({ topic, count }) =>
    admin.createPartitions({ topics: [{ name: topic, count, assignments: null }] }),

  deleteTopic: ({ topic }) => admin.deleteTopics({ topics: [topic] }),

  async deleteRecords({ topic, offsets }) {
    const partitions = Object.entries(offsets).map(([partition, offset]) => ({
      partition: Number(partition),
      offset: BigInt(offset),
    }))
    await admin.deleteRecords({ topics: [{ name: topic, partitions }] })
  },

  listGroups: async () => [...(await admin.listGroups()).keys()],

  async describeGroup({ group }) {
    const { state, members: found } = (await admin.describeGroups({ groups: [group] })).get(group)
    return { state, members: found.size }
  },

  deleteGroup: ({ group }) => admin.deleteGroups({ groups: [group] }),
}

function readable({ partition, offset, timestamp, key, value, headers }) {
  return {
    partition,
    offset: Number(offset),
    timestamp: Number(timestamp),
    key: base64(key),
    value: base64(value),
    headers: [...headers].map(([name, held]) => [name.toString(), base64(held)]),
  }
}

serve(verbs, async () => {
  for (const { consumer } of members.values()) await consumer.close(true).catch(() => {})
  await admin.close()
})
