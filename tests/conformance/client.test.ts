import { Admin } from '@samsa/client/admin'
import type { ConfigResource } from '@samsa/client/admin/admin-types'
import { Consumer, type ConsumerOptions } from '@samsa/client/consumer'
import type { ConsumerRecord } from '@samsa/client/consumer/consumer-record'
import { KafkaError } from '@samsa/client/errors'
import { Producer, type ProducerOptions } from '@samsa/client/producer'
import { type TopicPartition, TopicPartitionMap } from '@samsa/client/topic-partition'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { breakableHost } from './breakable-network.js'
import { type ClusterUnderTest, clusterUnderTest } from './cluster-under-test.js'

let cluster: ClusterUnderTest
let admin: Admin
let nameCount = 0

beforeAll(async () => {
  cluster = await clusterUnderTest()
  admin = new Admin({ host: cluster.host, bootstrapServers: cluster.bootstrapServers })
}, 30_000)

afterAll(async () => {
  await admin?.close()
  await cluster?.[Symbol.asyncDispose]()
})

const startedAt = process.pid.toString(36) + process.hrtime.bigint().toString(36)

function freshName(what: string): string {
  return `${what}-${startedAt}-${nameCount++}`
}

async function freshTopic(partitions = 1, configs: Record<string, string> = {}): Promise<string> {
  const name = freshName('topic')
  const created = await admin.createTopics([{ name, partitions, replicationFactor: 1, configs }])
  created.orThrow()
  // A member that joins before the brokers have heard of the topic is stable without partitions.
  await eventually(async () => void (await admin.describeTopics([name])).orThrow())
  return name
}

function producer(options: Partial<ProducerOptions> = {}): Producer {
  return new Producer({
    host: cluster.host,
    bootstrapServers: cluster.bootstrapServers,
    ...options,
  } as ProducerOptions)
}

function consumer(options: Partial<ConsumerOptions> = {}): Consumer {
  const basics = {
    host: cluster.host,
    bootstrapServers: cluster.bootstrapServers,
    'auto.offset.reset': 'earliest',
  }
  return new Consumer({ ...basics, ...options } as ConsumerOptions)
}

function partitionsOf(topic: string, count: number): TopicPartition[] {
  return Array.from({ length: count }, (_, partition) => ({ topic, partition }))
}

async function readAll(from: Consumer, count: number): Promise<ConsumerRecord[]> {
  const records: ConsumerRecord[] = []
  for (let idle = 0; records.length < count && idle < 10; ) {
    const some = await from.poll(1000)
    idle = some.length === 0 ? idle + 1 : 0
    records.push(...some)
  }
  return records
}

function text(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : Buffer.from(bytes).toString()
}

describe('records', () => {
  for (const codec of ['none', 'gzip', 'snappy', 'lz4', 'zstd']) {
    test(`come back as they were sent, compressed with ${codec}`, async () => {
      const topic = await freshTopic()
      await using sending = producer({ 'compression.type': codec })
      const sent = Array.from({ length: 500 }, (_, i) => ({
        topic,
        key: i % 7 === 0 ? null : `key ${i}`,
        value: i % 11 === 0 ? null : `value ${i} `.repeat(20),
        timestamp: 1_700_000_000_000 + i,
        headers: [
          { key: 'number', value: `${i}` },
          { key: 'nothing', value: null },
        ],
      }))
      const acknowledged = await Promise.all(sent.map((record) => sending.send(record)))
      expect(acknowledged.map(({ offset }) => offset)).toEqual(sent.map((_, i) => i))
      await using reading = consumer()
      reading.assign([{ topic, partition: 0 }])
      const records = await readAll(reading, sent.length)
      const back = records.map(({ key, value, timestamp, headers }) => ({
        key: text(key),
        value: text(value),
        timestamp,
        headers: headers.map((header) => ({ key: header.key, value: text(header.value) })),
      }))
      expect(back).toEqual(sent.map(({ topic: _, ...record }) => record))
      expect(records.map(({ offset }) => offset)).toEqual(sent.map((_, i) => i))
    })
  }

  test('with equal keys share a partition, chosen by hash', async () => {
    const topic = await freshTopic(5)
    await using sending = producer()
    const first = await Promise.all(
      Array.from({ length: 50 }, (_, i) => sending.send({ topic, key: `k${i}`, value: 'a' })),
    )
    const second = await Promise.all(
      Array.from({ length: 50 }, (_, i) => sending.send({ topic, key: `k${i}`, value: 'b' })),
    )
    expect(second.map(({ partition }) => partition)).toEqual(first.map(({ partition }) => partition))
    expect(new Set(first.map(({ partition }) => partition)).size).toBe(5)
    expect((await sending.send({ topic, key: 'f78a', value: 'x' })).partition).toBeGreaterThanOrEqual(0)
  })

  test('without acknowledgement arrive too', async () => {
    const topic = await freshTopic()
    await using sending = producer({ acks: '0' })
    for (let i = 0; i < 100; i++) expect((await sending.send({ topic, value: `${i}` })).offset).toBe(-1)
    await using reading = consumer()
    reading.assign([{ topic, partition: 0 }])
    expect((await readAll(reading, 100)).map(({ value }) => text(value))).toEqual(
      Array.from({ length: 100 }, (_, i) => `${i}`),
    )
  })

  test('offered in bulk arrive in order, whatever the memory', async () => {
    const topic = await freshTopic()
    await using sending = producer({ 'buffer.memory': 200_000, 'batch.size': 8192 })
    await sending.ready(topic)
    for (let i = 0; i < 20_000; i++) {
      while (!sending.offer({ topic, value: `${i}` })) await sending.ready(topic)
    }
    await sending.flush()
    await using reading = consumer({ 'max.poll.records': 5000 })
    reading.assign([{ topic, partition: 0 }])
    const values = (await readAll(reading, 20_000)).map(({ value }) => Number(text(value)))
    expect(values).toEqual(Array.from({ length: 20_000 }, (_, i) => i))
  })

  test('that are too large for the topic are refused by name', async () => {
    const topic = await freshTopic(1, { 'max.message.bytes': '2000' })
    await using sending = producer()
    const refused = await sending.send({ topic, value: 'x'.repeat(5000) }).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(KafkaError)
    expect((refused as KafkaError).errorName).toBe('MESSAGE_TOO_LARGE')
    expect((await sending.send({ topic, value: 'small' })).offset).toBe(0)
  })

  test('gathered to more than the topic takes are sent in smaller batches, in order', async () => {
    const topic = await freshTopic(1, { 'max.message.bytes': '2000' })
    await using sending = producer({ 'batch.size': 100_000, 'linger.ms': 50 })
    const sent = Array.from({ length: 300 }, (_, i) => sending.send({ topic, value: `${i}`.padStart(100) }))
    await sending.flush()
    expect((await Promise.all(sent)).map(({ offset }) => offset)).toEqual(sent.map((_, i) => i))
    await using reading = consumer()
    reading.assign([{ topic, partition: 0 }])
    const values = (await readAll(reading, 300)).map(({ value }) => Number(text(value)))
    expect(values).toEqual(sent.map((_, i) => i))
  })

  test('of an idempotent producer are stored once and in order although connections break', async () => {
    const topic = await freshTopic()
    const host = breakableHost(cluster.host)
    const settings = { 'batch.size': 200, 'linger.ms': 0, 'retry.backoff.ms': 5, 'reconnect.backoff.ms': 5 }
    await using sending = new Producer({ host, bootstrapServers: cluster.bootstrapServers, ...settings })
    const sent: Promise<unknown>[] = []
    for (let round = 0; round < 40; round++) {
      for (let i = 0; i < 50; i++) sent.push(sending.send({ topic, value: `${round * 50 + i}` }))
      if (round % 4 === 3) host.breakConnections()
      else await sent[sent.length - 20]
    }
    await Promise.all(sent)
    await using reading = consumer()
    reading.assign([{ topic, partition: 0 }])
    const values = (await readAll(reading, 2000)).map(({ value }) => Number(text(value)))
    expect(values).toEqual(Array.from({ length: 2000 }, (_, i) => i))
  })
})

describe('positions', () => {
  async function tenRecords(): Promise<TopicPartition> {
    const topic = await freshTopic()
    await using sending = producer()
    for (let i = 0; i < 10; i++) await sending.send({ topic, value: `${i}`, timestamp: 1000 + i * 10 })
    return { topic, partition: 0 }
  }

  test('can be set to an offset, the beginning, the end and a time', async () => {
    const at = await tenRecords()
    await using reading = consumer({ 'max.poll.records': 1 })
    reading.assign([at])
    const next = async () => text((await readAll(reading, 1))[0]?.value ?? null)
    expect(await next()).toBe('0')
    reading.seek(at, 7)
    expect(await next()).toBe('7')
    reading.seekToBeginning()
    expect(await next()).toBe('0')
    reading.seekToEnd()
    expect(await reading.position(at)).toBe(10)
    const found = await reading.offsetsForTimes(new TopicPartitionMap([[at, 1041]]))
    expect(found.get(at.topic, 0)).toMatchObject({ offset: 5, timestamp: 1050 })
    reading.seek(at, found.get(at.topic, 0)?.offset ?? -1)
    expect(await next()).toBe('5')
    const late = await reading.offsetsForTimes(new TopicPartitionMap([[at, 5000]]))
    expect(late.get(at.topic, 0)).toBeUndefined()
  })

  test('beyond the log are reset as auto.offset.reset says', async () => {
    const at = await tenRecords()
    for (const [reset, expected] of [
      ['earliest', 0],
      ['latest', 10],
      ['by_duration:P1D', 10],
    ] as const) {
      await using reading = consumer({ 'auto.offset.reset': reset })
      reading.assign([at])
      reading.seek(at, 1000)
      await reading.poll(500)
      const records = expected === 0 ? 10 : 0
      expect([reset, await reading.position(at)]).toEqual([reset, expected + records])
    }
    await using strict = consumer({ 'auto.offset.reset': 'none' })
    strict.assign([at])
    strict.seek(at, 1000)
    const polling = async () => {
      for (let i = 0; i < 10; i++) await strict.poll(500)
    }
    await expect(polling()).rejects.toMatchObject({ name: 'OffsetOutOfRangeError' })
  })

  test('of paused partitions do not move', async () => {
    const at = await tenRecords()
    await using reading = consumer()
    reading.assign([at])
    reading.pause([at])
    expect(await reading.poll(200)).toEqual([])
    reading.resume([at])
    expect(await readAll(reading, 10)).toHaveLength(10)
  })

  test('know their beginning and end, also after records were deleted', async () => {
    const at = await tenRecords()
    const deleted = await admin.deleteRecords(new TopicPartitionMap([[at, 4]]))
    expect(deleted.values.get(at.topic, 0)).toEqual({ lowWatermark: 4 })
    await using reading = consumer()
    expect((await reading.beginningOffsets([at])).get(at.topic, 0)).toBe(4)
    expect((await reading.endOffsets([at])).get(at.topic, 0)).toBe(10)
    reading.assign([at])
    expect((await readAll(reading, 6)).map(({ offset }) => offset)).toEqual([4, 5, 6, 7, 8, 9])
  })

  test('left behind by a loop are those of the records it did not see', async () => {
    const at = await tenRecords()
    await using reading = consumer()
    reading.assign([at])
    for await (const record of reading) if (record.offset === 3) break
    expect(await reading.position(at)).toBe(4)
  })
})

/** Polls a consumer until told to stop; collects what it read. */
function keepPolling(reading: Consumer): { records: ConsumerRecord[]; stop(): Promise<void> } {
  const records: ConsumerRecord[] = []
  let stopped = false
  const loop = (async () => {
    while (!stopped) {
      try {
        records.push(...(await reading.poll(50)))
      } catch (error) {
        if ((error as Error).name === 'ClosedError') return
        throw error
      }
    }
  })()
  return {
    records,
    async stop() {
      stopped = true
      await loop
    },
  }
}

/** Kafka's brokers learn of a change a moment after the controller has made it. */
async function eventually(check: () => Promise<void>): Promise<void> {
  for (let i = 0; ; i++) {
    try {
      return await check()
    } catch (error) {
      if (i > 500) throw error
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
}

async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; !condition(); i++) {
    if (i > 1500) throw new Error(`not within 15 s: ${condition}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

describe('groups', () => {
  for (const assignor of ['range', 'roundrobin', 'sticky', 'cooperative-sticky']) {
    test(`of three share partitions with ${assignor} while members join and leave`, async () => {
      const topic = await freshTopic(6)
      const group = freshName('group')
      const options = {
        'group.id': group,
        'partition.assignment.strategy': assignor,
        'heartbeat.interval.ms': 100,
      }
      await using sending = producer()
      const send = (from: number, to: number) =>
        Promise.all(
          Array.from({ length: to - from }, (_, i) =>
            sending.send({ topic, partition: i % 6, value: `${from + i}` }),
          ),
        )
      const members = [consumer(options), consumer(options), consumer(options)]
      const [one, two, three] = members as [Consumer, Consumer, Consumer]
      one.subscribe([topic])
      await one.ready()
      expect(one.assignment).toHaveLength(6)
      await send(0, 300)
      two.subscribe([topic])
      three.subscribe([topic])
      const polling = members.map(keepPolling)
      await until(() => members.every(({ assignment }) => assignment.length === 2))
      expect(
        new Set(members.flatMap(({ assignment }) => assignment.map(({ partition }) => partition))).size,
      ).toBe(6)
      await send(300, 600)
      const values = () =>
        new Set(polling.flatMap(({ records }) => records.map(({ value }) => Number(text(value)))))
      await until(() => values().size === 600)
      await polling[0]?.stop()
      await one.close()
      await until(() => two.assignment.length === 3 && three.assignment.length === 3)
      await send(600, 900)
      await until(() => values().size === 900)
      for (const poll of polling) await poll.stop()
      await Promise.all([two.close(), three.close()])
      // Clean leaves commit, so nothing was read twice.
      expect(polling.reduce((sum, { records }) => sum + records.length, 0)).toBe(900)
    })
  }

  test('go on where they committed', async () => {
    const topic = await freshTopic(2)
    const group = freshName('group')
    await using sending = producer()
    await Promise.all(
      Array.from({ length: 100 }, (_, i) => sending.send({ topic, partition: i % 2, value: `${i}` })),
    )
    {
      await using reading = consumer({ 'group.id': group, 'enable.auto.commit': false })
      reading.subscribe([topic])
      expect(await readAll(reading, 100)).toHaveLength(100)
      const offsets = new TopicPartitionMap([
        [
          { topic, partition: 0 },
          { offset: 20, metadata: 'note' },
        ],
      ] as const)
      await reading.commit(offsets)
      await reading.commit(new TopicPartitionMap([[{ topic, partition: 1 }, { offset: 50 }]] as const))
      expect((await reading.committed(partitionsOf(topic, 2))).get(topic, 0)).toMatchObject({
        offset: 20,
        metadata: 'note',
      })
    }
    await using again = consumer({ 'group.id': group })
    again.subscribe([topic])
    const records = await readAll(again, 30)
    expect(records.map(({ partition, offset }) => [partition, offset])).toEqual(
      Array.from({ length: 30 }, (_, i) => [0, 20 + i]),
    )
  })

  test('hand on what is produced after a member said it is ready', async () => {
    const topic = await freshTopic(3)
    await using reading = consumer({ 'group.id': freshName('group'), 'auto.offset.reset': 'latest' })
    reading.subscribe([topic])
    await reading.ready()
    expect(reading.assignment).toHaveLength(3)
    await using sending = producer()
    await Promise.all([0, 1, 2].map((partition) => sending.send({ topic, partition, value: 'new' })))
    expect(await readAll(reading, 3)).toHaveLength(3)
  })

  test('find topics by pattern, also later ones', async () => {
    const prefix = freshName('pattern')
    await admin.createTopics([{ name: `${prefix}-a`, partitions: 1, replicationFactor: 1 }])
    await using reading = consumer({ 'group.id': freshName('group'), 'metadata.max.age.ms': 200 })
    reading.subscribe(new RegExp(`${prefix}-.*`))
    await reading.ready()
    expect(reading.assignment).toEqual([{ topic: `${prefix}-a`, partition: 0 }])
    await admin.createTopics([{ name: `${prefix}-b`, partitions: 1, replicationFactor: 1 }])
    const polling = keepPolling(reading)
    await until(() => reading.assignment.length === 2)
    await polling.stop()
  })

  test('get a topic that is created after they subscribed to it', async () => {
    const topic = freshName('later')
    await using reading = consumer({ 'group.id': freshName('group'), 'allow.auto.create.topics': false })
    reading.subscribe([topic])
    await reading.ready()
    expect(reading.assignment).toEqual([])
    ;(await admin.createTopics([{ name: topic, partitions: 2, replicationFactor: 1 }])).orThrow()
    await using sending = producer()
    await sending.send({ topic, value: 'first' })
    expect(await readAll(reading, 1)).toHaveLength(1)
  })

  test('lose a member that does not poll for max.poll.interval.ms, and take it back', async () => {
    const topic = await freshTopic()
    const group = freshName('group')
    const told: string[] = []
    const say = (what: string) => () => {
      told.push(what)
    }
    await using reading = consumer({
      'group.id': group,
      'max.poll.interval.ms': 400,
      'heartbeat.interval.ms': 100,
    })
    reading.subscribe([topic], {
      onAssigned: say('assigned'),
      onRevoked: say('revoked'),
      onLost: say('lost'),
    })
    await reading.ready()
    await eventually(async () => expect((await admin.describeGroups([group])).get(group).state).toBe('Empty'))
    await reading.ready()
    expect(told).toEqual(['assigned', 'lost', 'assigned'])
  })

  test('keep the place of a static member that restarts', async () => {
    const topic = await freshTopic(4)
    const options = { 'group.id': freshName('group'), 'heartbeat.interval.ms': 100 }
    await using other = consumer({ ...options, 'group.instance.id': 'one' })
    other.subscribe([topic])
    const otherPolling = keepPolling(other)
    const first = consumer({ ...options, 'group.instance.id': 'two' })
    first.subscribe([topic])
    const polling = keepPolling(first)
    await until(() => first.assignment.length === 2 && other.assignment.length === 2)
    const before = first.assignment
    const generation = other.groupMetadata().generationId
    await polling.stop()
    await first.close()
    await using second = consumer({ ...options, 'group.instance.id': 'two' })
    second.subscribe([topic])
    await second.ready()
    expect(second.assignment).toEqual(before)
    expect(other.groupMetadata().generationId).toBe(generation)
    await otherPolling.stop()
  })

  test('are left although the listener throws while the consumer is closed', async () => {
    const topic = await freshTopic()
    const group = freshName('group')
    const one = consumer({ 'group.id': group })
    const onRevoked = () => {
      throw new Error('of the listener')
    }
    one.subscribe([topic], { onRevoked })
    await one.ready()
    await expect(one.close()).rejects.toThrow('of the listener')
    const described = await admin.describeGroups([group])
    expect(described.get(group).members).toEqual([])
  })

  test('let go of who waits for a position when the consumer is closed', async () => {
    const topic = await freshTopic()
    const one = consumer()
    one.assign([{ topic, partition: 0 }])
    const position = expect(one.position({ topic, partition: 0 })).rejects.toMatchObject({
      name: 'ClosedError',
    })
    await one.close()
    await position
  })

  test('tell the listener what is revoked and assigned, in this order', async () => {
    const topic = await freshTopic(2)
    const options = {
      'group.id': freshName('group'),
      'heartbeat.interval.ms': 100,
      'partition.assignment.strategy': 'range',
    }
    const told: string[] = []
    const say = (what: string) => (partitions: readonly TopicPartition[]) => {
      told.push(`${what} ${partitions.map(({ partition }) => partition).join()}`)
    }
    await using one = consumer(options)
    one.subscribe([topic], { onAssigned: say('assigned'), onRevoked: say('revoked') })
    await one.ready()
    const two = consumer(options)
    two.subscribe([topic])
    const polling = [keepPolling(one), keepPolling(two)]
    await until(() => one.assignment.length === 1 && two.assignment.length === 1)
    for (const poll of polling) await poll.stop()
    expect(told).toEqual(['assigned 0,1', 'revoked 0,1', `assigned ${one.assignment[0]?.partition}`])
    await two.close()
  })
})

describe('admin', () => {
  test('creates, describes, widens and deletes topics', async () => {
    const name = freshName('topic')
    const created = await admin.createTopics([
      { name, partitions: 2, replicationFactor: 1, configs: { 'retention.ms': '5000' } },
    ])
    const { topicId } = created.get(name)
    const again = await admin.createTopics([{ name, partitions: 1, replicationFactor: 1 }])
    expect(again.errors.get(name)).toMatchObject({ errorName: 'TOPIC_ALREADY_EXISTS' })
    const tooMany = await admin.createTopics([{ name: `${name}-3`, partitions: 1, replicationFactor: 3 }])
    expect(tooMany.errors.get(`${name}-3`)).toMatchObject({ errorName: 'INVALID_REPLICATION_FACTOR' })
    await eventually(async () => void (await admin.describeTopics([name])).get(name))
    const described = (await admin.describeTopics([name])).get(name)
    expect(described).toMatchObject({ name, topicId, internal: false })
    expect(described.partitions.map(({ partition, leader }) => [partition, leader === undefined])).toEqual([
      [0, false],
      [1, false],
    ])
    expect((await admin.describeTopicsById([topicId ?? ''])).get(topicId ?? '').name).toBe(name)
    ;(await admin.createPartitions({ [name]: { totalCount: 4 } })).orThrow()
    await eventually(async () =>
      expect((await admin.describeTopics([name])).get(name).partitions).toHaveLength(4),
    )
    const fewer = await admin.createPartitions({ [name]: { totalCount: 1 } })
    expect(fewer.errors.get(name)).toMatchObject({ errorName: 'INVALID_PARTITIONS' })
    expect((await admin.listTopics()).map((topic) => topic.name)).toContain(name)
    ;(await admin.deleteTopics([name])).orThrow()
    await eventually(async () => {
      const missing = await admin.describeTopics([name])
      expect(missing.errors.get(name)).toMatchObject({ errorName: 'UNKNOWN_TOPIC_OR_PARTITION' })
    })
  })

  test('only checks when told to validate', async () => {
    const name = freshName('topic')
    const checked = await admin.createTopics([{ name, partitions: 2, replicationFactor: 1 }], {
      validateOnly: true,
    })
    checked.orThrow()
    expect((await admin.listTopics()).map((topic) => topic.name)).not.toContain(name)
  })

  test('describes and alters configs of topics and brokers', async () => {
    const topic: ConfigResource = { type: 'topic', name: await freshTopic(1, { 'retention.ms': '5000' }) }
    const altered = await admin.incrementalAlterConfigs(
      new Map([
        [
          topic,
          [
            { name: 'cleanup.policy', operation: 'append' as const, value: 'compact' },
            { name: 'retention.ms', operation: 'delete' as const },
          ],
        ],
      ]),
    )
    altered.orThrow()
    const { nodes } = await admin.describeCluster()
    const broker: ConfigResource = { type: 'broker', name: String(nodes[0]?.id) }
    await eventually(async () => {
      const configs = await admin.describeConfigs([topic, broker], {
        includeSynonyms: true,
        includeDocumentation: true,
      })
      const entry = (resource: ConfigResource, name: string) =>
        configs.get(resource).entries.find((one) => one.name === name)
      expect(entry(topic, 'cleanup.policy')).toMatchObject({
        value: 'delete,compact',
        source: 'DYNAMIC_TOPIC_CONFIG',
        type: 'LIST',
      })
      expect(entry(topic, 'retention.ms')).toMatchObject({ value: '604800000', source: 'DEFAULT_CONFIG' })
      expect(entry(broker, 'log.retention.hours')?.value).toBe('168')
    })
    const wrong = await admin.incrementalAlterConfigs(
      new Map([[topic, [{ name: 'retention.ms', operation: 'set' as const, value: 'soon' }]]]),
    )
    expect(wrong.errors.get(topic)).toMatchObject({ errorName: 'INVALID_CONFIG' })
  })

  test('lists, describes and deletes groups and their offsets', async () => {
    const topic = await freshTopic(2)
    const group = freshName('group')
    const reading = consumer({
      'group.id': group,
      clientId: 'reader',
      'partition.assignment.strategy': 'range',
    })
    reading.subscribe([topic])
    await reading.ready()
    expect((await admin.listGroups({ states: ['Stable'] })).map(({ groupId }) => groupId)).toContain(group)
    const described = (await admin.describeGroups([group])).get(group)
    expect(described).toMatchObject({ state: 'Stable', protocolType: 'consumer', partitionAssignor: 'range' })
    expect(described.members).toMatchObject([
      { clientId: 'reader', assignment: [{ topic, partitions: [0, 1] }] },
    ])
    expect((await admin.deleteGroups([group])).errors.get(group)).toMatchObject({
      errorName: 'NON_EMPTY_GROUP',
    })
    await reading.close()
    const offsets = new TopicPartitionMap(
      partitionsOf(topic, 2).map((at) => [at, { offset: 0, metadata: 'set' }] as const),
    )
    expect((await admin.alterGroupOffsets(group, offsets)).errors.size).toBe(0)
    expect((await admin.listGroupOffsets(group)).get(topic, 1)).toMatchObject({ offset: 0, metadata: 'set' })
    await admin.deleteGroupOffsets(group, [{ topic, partition: 1 }])
    expect((await admin.listGroupOffsets(group)).has(topic, 1)).toBe(false)
    ;(await admin.deleteGroups([group])).orThrow()
    expect((await admin.listGroups()).map(({ groupId }) => groupId)).not.toContain(group)
  })

  test('removes members from a group', async () => {
    const topic = await freshTopic()
    const group = freshName('group')
    await using reading = consumer({ 'group.id': group, 'group.instance.id': 'static' })
    reading.subscribe([topic])
    await reading.ready()
    ;(await admin.removeMembersFromGroup(group, [{ groupInstanceId: 'static' }])).orThrow()
    expect((await admin.describeGroups([group])).get(group).members).toEqual([])
  })

  test('knows the cluster, its versions, its log directories and its offsets', async () => {
    const topic = await freshTopic()
    await using sending = producer()
    for (const timestamp of [100, 300, 200]) await sending.send({ topic, value: 'x', timestamp })
    const { clusterId, controller, nodes } = await admin.describeCluster()
    expect(clusterId).toMatch(/.+/)
    expect(nodes.map(({ id }) => id)).toContain(controller?.id)
    const versions = (await admin.apiVersions()).orThrow()
    expect([...versions.values()][0]?.apis.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Produce', 'Fetch', 'JoinGroup']),
    )
    const at = { topic, partition: 0 }
    const offsets = async (spec: 'earliest' | 'latest' | 'max-timestamp' | number) =>
      (await admin.listOffsets(new TopicPartitionMap([[at, spec]]))).values.get(topic, 0)?.offset
    expect([
      await offsets('earliest'),
      await offsets('latest'),
      await offsets('max-timestamp'),
      await offsets(150),
      await offsets(400),
    ]).toEqual([0, 3, 1, 1, -1])
    const directories = (await admin.describeLogDirs([nodes[0]?.id ?? -1])).orThrow()
    const replicas = [...directories.values()].flat().flatMap((directory) => directory.replicas)
    expect(replicas.find((replica) => replica.topic === topic)?.size).toBeGreaterThan(0)
  })
})
