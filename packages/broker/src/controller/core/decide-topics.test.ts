import { BrokerConfig } from '@samsa/config'
import { type Uuid, zeroUuid } from '@samsa/protocol/model/uuid'
import { describe, expect, test } from 'vitest'
import { applyChanges, emptyImage } from '../../metadata/core/apply-change.js'
import type { MetadataImage } from '../../metadata/metadata-image.js'
import type { NewTopic } from '../controller.js'
import { decideCreatePartitions } from './decide-create-partitions.js'
import { decideCreateTopics } from './decide-create-topics.js'
import { decideDeleteTopics } from './decide-delete-topics.js'

const config = BrokerConfig.from({ overrides: { 'num.partitions': '4' } })
const id = (index: number): Uuid => `${'A'.repeat(21)}${'AQgw'[index]}` as Uuid
const asked = (name: string, changes: Partial<NewTopic> = {}): NewTopic => ({
  name,
  numPartitions: 1,
  replicationFactor: 1,
  assignments: undefined,
  configs: {},
  ...changes,
})

function imageWith(brokers: number, ...names: string[]): MetadataImage {
  const registered = Array.from({ length: brokers }, (_, index) => ({
    kind: 'broker-registered' as const,
    broker: { id: index + 1, epoch: 1, rack: null, endpoints: [] },
  }))
  const image = applyChanges(emptyImage('cluster', 1), registered)
  const topics = names.map((name) => asked(name))
  return applyChanges(
    image,
    decideCreateTopics(
      image,
      config,
      topics,
      names.map((_, i) => ({ topicId: id(i + 1), start: 0 })),
    ).changes,
  )
}

function create(image: MetadataImage, ...topics: NewTopic[]) {
  return decideCreateTopics(
    image,
    config,
    topics,
    topics.map((_, index) => ({ topicId: id(index), start: 0 })),
  )
}

describe('creating a topic', () => {
  const manual = (...brokers: number[][]): Partial<NewTopic> => ({
    numPartitions: -1,
    replicationFactor: -1,
    assignments: brokers.map((each, partition) => ({ partition, brokers: each })),
  })
  const refused: [string, NewTopic, string, RegExp][] = [
    ['an empty name', asked(''), 'INVALID_TOPIC_EXCEPTION', /empty/],
    ['a name of 250 characters', asked('n'.repeat(250)), 'INVALID_TOPIC_EXCEPTION', /249/],
    ['a slash', asked('a/b'), 'INVALID_TOPIC_EXCEPTION', /'a\/b'/],
    ['..', asked('..'), 'INVALID_TOPIC_EXCEPTION', /'\.\.'/],
    ['a name that exists', asked('exists'), 'TOPIC_ALREADY_EXISTS', /'exists' already exists/],
    ['a name that differs by . and _', asked('dot_name'), 'INVALID_TOPIC_EXCEPTION', /collides.*dot\.name/],
    ['the metadata log', asked('__cluster_metadata'), 'INVALID_REQUEST', /prohibited/],
    ['no partition', asked('t', { numPartitions: 0 }), 'INVALID_PARTITIONS', /larger than 0/],
    ['-2 partitions', asked('t', { numPartitions: -2 }), 'INVALID_PARTITIONS', /larger than 0/],
    ['too many partitions', asked('t', { numPartitions: 10_001 }), 'POLICY_VIOLATION', /10001/],
    ['no replica', asked('t', { replicationFactor: 0 }), 'INVALID_REPLICATION_FACTOR', /larger than 0/],
    [
      'more replicas than brokers',
      asked('t', { replicationFactor: 3 }),
      'INVALID_REPLICATION_FACTOR',
      /only 2 broker\(s\)/,
    ],
    ['an unknown setting', asked('t', { configs: { 'no.such': '1' } }), 'INVALID_CONFIG', /no\.such/],
    [
      'a broker setting',
      asked('t', { configs: { 'log.retention.ms': '1' } }),
      'INVALID_CONFIG',
      /log\.retention\.ms/,
    ],
    ['a null setting', asked('t', { configs: { 'retention.ms': null } }), 'INVALID_CONFIG', /Null/],
    [
      'a wrong value',
      asked('t', { configs: { 'retention.ms': 'soon' } }),
      'INVALID_CONFIG',
      /soon.*retention\.ms.*LONG/,
    ],
    ['tiering', asked('t', { configs: { 'remote.storage.enable': 'true' } }), 'INVALID_CONFIG', /remote/],
    [
      'assignments and a count',
      asked('t', { ...manual([1]), numPartitions: 1 }),
      'INVALID_REQUEST',
      /must be -1/,
    ],
    [
      'assignments and a factor',
      asked('t', { ...manual([1]), replicationFactor: 1 }),
      'INVALID_REQUEST',
      /must be -1/,
    ],
    ['an unknown broker', asked('t', manual([7])), 'INVALID_REPLICA_ASSIGNMENT', /broker 7/],
    ['a broker twice', asked('t', manual([1, 1])), 'INVALID_REPLICA_ASSIGNMENT', /more than once/],
    ['no broker', asked('t', manual([])), 'INVALID_REPLICA_ASSIGNMENT', /empty/],
    [
      'uneven replicas',
      asked('t', manual([1, 2], [1])),
      'INVALID_REPLICA_ASSIGNMENT',
      /1 replica\(s\).*have 2/,
    ],
    [
      'a gap in the partitions',
      asked('t', { ...manual([1]), assignments: [{ partition: 1, brokers: [1] }] }),
      'INVALID_REPLICA_ASSIGNMENT',
      /without gaps/,
    ],
    [
      'a partition twice',
      asked('t', {
        ...manual([1]),
        assignments: [
          { partition: 0, brokers: [1] },
          { partition: 0, brokers: [1] },
        ],
      }),
      'INVALID_REPLICA_ASSIGNMENT',
      /each once/,
    ],
  ]
  test.each(refused)('with %s is refused', (_, topic, error, message) => {
    const { changes, results } = create(imageWith(2, 'exists', 'dot.name'), topic)
    expect(changes).toEqual([])
    expect(results[0]?.refusal).toMatchObject({ error })
    expect(results[0]?.refusal?.message).toMatch(message)
  })

  test("without counts takes the broker's", () => {
    const [result] = create(imageWith(2), asked('t', { numPartitions: -1, replicationFactor: -1 })).results
    expect(result).toMatchObject({
      topic: { partitions: Array.from({ length: 4 }, () => ({ leaderEpoch: 0 })) },
    })
  })

  test('as assigned keeps the order of the brokers', () => {
    const [result] = create(imageWith(2), asked('t', manual([2, 1], [1, 2]))).results
    expect(result).toMatchObject({
      topic: {
        partitions: [
          { leader: 2, isr: [2, 1] },
          { leader: 1, replicas: [1, 2] },
        ],
      },
    })
  })

  test('beside a refused one happens; two that collide with each other do not both', () => {
    const { results, changes } = create(imageWith(1), asked('a.b'), asked('a_b'), asked('c'))
    expect(results.map((each) => each.refusal?.error)).toEqual([
      undefined,
      'INVALID_TOPIC_EXCEPTION',
      undefined,
    ])
    expect(changes).toHaveLength(2)
  })
})

describe('adding partitions', () => {
  const image = imageWith(2, 'topic')
  const refused: [string, number, number[][] | undefined, string][] = [
    ['the same count', 1, undefined, 'INVALID_PARTITIONS'],
    ['fewer', 0, undefined, 'INVALID_PARTITIONS'],
    ['a million', 1_000_000, undefined, 'POLICY_VIOLATION'],
    ['too few assignments', 4, [[1]], 'INVALID_REPLICA_ASSIGNMENT'],
    ['another replication factor', 2, [[1, 2]], 'INVALID_REPLICA_ASSIGNMENT'],
    ['an unknown broker', 2, [[9]], 'INVALID_REPLICA_ASSIGNMENT'],
  ]
  test.each(refused)('%s is refused', (_, count, assignments, error) => {
    const [result] = decideCreatePartitions(image, [{ name: 'topic', count, assignments }]).results
    expect(result?.refusal).toMatchObject({ error })
  })

  test('to a topic that is not there is refused', () => {
    const [result] = decideCreatePartitions(image, [
      { name: 'none', count: 3, assignments: undefined },
    ]).results
    expect(result?.refusal).toEqual({ error: 'UNKNOWN_TOPIC_OR_PARTITION', message: null })
  })

  test('keeps what is there and numbers the new ones on', () => {
    const { changes } = decideCreatePartitions(image, [{ name: 'topic', count: 3, assignments: undefined }])
    const grown = applyChanges(image, changes).topics.get('topic')
    expect(grown?.partitions.map((each) => each.index)).toEqual([0, 1, 2])
    expect(grown?.partitions[0]).toBe(image.topics.get('topic')?.partitions[0])
    expect(new Set(grown?.partitions.map((each) => each.leader)).size).toBe(2)
  })
})

describe('deleting a topic', () => {
  const image = imageWith(1, 'topic', 'other')
  test('by name and by id makes it vanish from both indexes', () => {
    const other = image.topics.get('other')
    const { changes } = decideDeleteTopics(image, [{ name: 'topic' }, { topicId: other?.topicId as Uuid }])
    const after = applyChanges(image, changes)
    expect(after.topics.size + after.topicsById.size).toBe(0)
    expect(image.topics.size).toBe(2)
  })

  test('that is not there says by what it was asked', () => {
    const { results } = decideDeleteTopics(image, [{ name: 'none' }, { topicId: id(0) }])
    expect(results.map((each) => each.refusal?.error)).toEqual([
      'UNKNOWN_TOPIC_OR_PARTITION',
      'UNKNOWN_TOPIC_ID',
    ])
    expect(results[0]?.topicId).toBe(zeroUuid)
  })
})
