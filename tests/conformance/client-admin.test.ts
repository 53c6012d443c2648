import type { ConfigResource } from '@samsa/client/admin/admin-types'
import { TopicPartitionMap } from '@samsa/client/topic-partition'
import { describe, expect, test } from 'vitest'
import { clientsUnderTest, eventually, partitionsOf } from './clients-under-test.js'

const { admin, consumer, freshName, freshTopic, producer } = await clientsUnderTest()

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
