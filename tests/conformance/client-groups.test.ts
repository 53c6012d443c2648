import type { Consumer } from '@samsa/client/consumer'
import { type TopicPartition, TopicPartitionMap } from '@samsa/client/topic-partition'
import { describe, expect, test } from 'vitest'
import {
  clientsUnderTest,
  eventually,
  keepPolling,
  partitionsOf,
  readAll,
  text,
  until,
} from './clients-under-test.js'

const { admin, consumer, freshName, freshTopic, producer } = await clientsUnderTest()

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

  test.each(['subscribing', 'unsubscribing and subscribing'])(
    'take what they want last, although %s came amid a join for something else',
    async (how) => {
      const [first, last] = [await freshTopic(), await freshTopic()]
      await using reading = consumer({ 'group.id': freshName('group') })
      reading.subscribe([first])
      await reading.poll(0)
      if (how !== 'subscribing') await reading.unsubscribe()
      const told: TopicPartition[] = []
      reading.subscribe([last], { onAssigned: (partitions) => void told.push(...partitions) })
      await reading.ready()
      expect(reading.assignment).toEqual([{ topic: last, partition: 0 }])
      expect(told).toEqual(reading.assignment)
    },
  )

  test('are left for good by a member whose listener unsubscribes', async () => {
    const topic = await freshTopic(2)
    const group = freshName('group')
    const options = {
      'group.id': group,
      'heartbeat.interval.ms': 100,
      'partition.assignment.strategy': 'cooperative-sticky',
    }
    await using one = consumer(options)
    one.subscribe([topic], { onRevoked: () => one.unsubscribe() })
    await one.ready()
    await using two = consumer(options)
    two.subscribe([topic])
    const polling = keepPolling(two)
    await eventually(async () => {
      await expect(one.poll(50)).rejects.toMatchObject({ name: 'IllegalStateError' })
    })
    expect(one.assignment).toEqual([])
    await until(() => two.assignment.length === 2)
    await polling.stop()
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
