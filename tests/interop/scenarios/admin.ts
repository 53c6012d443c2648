/**
 * What clients ask of the cluster itself: topics, their partitions and configurations, record deletion, groups.
 */
import { deepStrictEqual, ok } from 'node:assert/strict'
import { type Check, clientCheck, createTopic, eventually, type Part } from '../check.js'
import type { ClientRow } from '../client-rows.js'
import { record } from '../records.js'

export function adminChecks(row: ClientRow): Check[] {
  return [
    ...clientCheck(row, 'describes and lists a topic', ['describeTopic', 'listTopics'], describesTopic),
    ...clientCheck(
      row,
      'creates and deletes a topic',
      ['createTopic', 'deleteTopic', 'listTopics'],
      topicLife,
    ),
    ...clientCheck(row, 'refuses to create a topic twice', ['createTopic'], async ({ client, name }) => {
      const request = { topic: name('twice'), partitions: 1, configs: {} }
      await client.call('createTopic', request)
      const refused = await client.call('createTopic', request).then(
        () => 'accepted',
        (error: Error) => error.message,
      )
      ok(/exist/i.test(refused), `the second creation: ${refused}`)
    }),
    ...clientCheck(row, 'changes a configuration', ['alterConfig', 'describeConfig'], changesConfiguration),
    ...clientCheck(row, 'adds partitions', ['createPartitions', 'describeTopic'], async (part) => {
      const topic = part.name('grow')
      await createTopic(part.scene, topic, 1)
      await part.client.call('createPartitions', { topic, count: 4 })
      await eventually(
        'partitions',
        () => partitionsOf(part, topic),
        ({ length }) => length === 4,
      )
    }),
    ...clientCheck(row, 'deletes records', ['produce', 'deleteRecords', 'offsets'], async (part) => {
      const { client, scene, name } = part
      const topic = name('shrink')
      await createTopic(scene, topic, 1)
      await client.call('produce', { topic, codec: 'none', idempotent: false, records: tenRecords() })
      deepStrictEqual(await client.call('offsets', { topic, partitions: [0] }), {
        0: { earliest: 0, latest: 10 },
      })
      await client.call('deleteRecords', { topic, offsets: { 0: 4 } })
      deepStrictEqual(await client.call('offsets', { topic, partitions: [0] }), {
        0: { earliest: 4, latest: 10 },
      })
    }),
    ...clientCheck(row, 'tells the first and the end offset', ['produce', 'offsets'], async (part) => {
      const topic = part.name('ends')
      await createTopic(part.scene, topic, 2)
      await part.client.call('produce', { topic, codec: 'none', idempotent: false, records: tenRecords() })
      deepStrictEqual(await part.client.call('offsets', { topic, partitions: [0, 1] }), {
        0: { earliest: 0, latest: 10 },
        1: { earliest: 0, latest: 0 },
      })
    }),
    ...clientCheck(
      row,
      'lists, describes and deletes a group',
      ['commit', 'listGroups', 'describeGroup', 'deleteGroup'],
      groupLife,
    ),
  ]
}

function tenRecords() {
  return Array.from({ length: 10 }, (_, index) => ({ ...record(null, `value ${index}`), partition: 0 }))
}

async function partitionsOf({ client }: Part, topic: string) {
  return (await client.call('describeTopic', { topic })).partitions
}

async function describesTopic(part: Part): Promise<void> {
  const topic = part.name('described')
  await createTopic(part.scene, topic, 3)
  const partitions = await partitionsOf(part, topic)
  const indexes = partitions.map(({ index }) => index).sort((a, b) => a - b)
  deepStrictEqual(indexes, [0, 1, 2])
  for (const { leader, replicas, isr } of partitions) deepStrictEqual([replicas, isr], [[leader], [leader]])
  ok((await part.client.call('listTopics', {})).includes(topic), 'the topic is not in the list')
}

async function topicLife({ client, name }: Part): Promise<void> {
  const topic = name('life')
  const configs = { 'cleanup.policy': 'compact', 'retention.ms': '12345' }
  await client.call('createTopic', { topic, partitions: 2, configs })
  await eventually(
    'topics',
    () => client.call('listTopics', {}),
    (topics) => topics.includes(topic),
  )
  await client.call('deleteTopic', { topic })
  await eventually(
    'topics',
    () => client.call('listTopics', {}),
    (topics) => !topics.includes(topic),
  )
  await client.call('createTopic', { topic, partitions: 1, configs: {} })
}

async function changesConfiguration({ client, scene, name }: Part): Promise<void> {
  const topic = name('config')
  await createTopic(scene, topic, 1)
  const retention = () => client.call('describeConfig', { topic, name: 'retention.ms' })
  deepStrictEqual(await retention(), '604800000')
  await client.call('alterConfig', { topic, name: 'retention.ms', value: '86400000' })
  await eventually('retention.ms', retention, (value) => value === '86400000')
}

async function groupLife({ client, scene, name }: Part): Promise<void> {
  const topic = name('grouped')
  const group = name('idle-group')
  await createTopic(scene, topic, 1)
  await client.call('commit', { group, topic, offsets: { 0: 3 } })
  ok((await client.call('listGroups', {})).includes(group), 'the group is not in the list')
  const described = await client.call('describeGroup', { group })
  deepStrictEqual({ ...described, state: described.state.toLowerCase() }, { state: 'empty', members: 0 })
  await client.call('deleteGroup', { group })
  ok(!(await client.call('listGroups', {})).includes(group), 'the group is still in the list')
}
