import { BrokerConfig } from '@samsa/config'
import type { Uuid } from '@samsa/protocol/model/uuid'
import { describe, expect, test } from 'vitest'
import { applyChanges, emptyImage } from '../../metadata/core/apply-change.js'
import type { MetadataImage } from '../../metadata/metadata-image.js'
import type { ConfigEdit, ConfigResourceType } from '../controller.js'
import { decideAlterConfigs, effectiveBrokerConfig } from './decide-alter-configs.js'
import {
  describeBrokerConfigs,
  describeClusterConfigs,
  describeGroupConfigs,
  describeTopicConfigs,
} from './describe-configs.js'

const fixed = BrokerConfig.from({ overrides: { 'log.retention.hours': '2', 'ssl.key.password': 'secret' } })
const topic = {
  name: 't',
  topicId: 'AAAAAAAAAAAAAAAAAAAAAQ' as Uuid,
  configs: { 'retention.ms': '5' },
  partitions: [],
}
const start = applyChanges(emptyImage('cluster', 1), [{ kind: 'topic-created', topic }])

const set = (name: string, value: string | null): ConfigEdit => ({ name, operation: 'set', value })

function alter(
  image: MetadataImage,
  type: ConfigResourceType,
  name: string,
  edits: ConfigEdit[],
  mode: 'edit' | 'replace' = 'edit',
) {
  const config = effectiveBrokerConfig(fixed, image, 1)
  const decided = decideAlterConfigs({ image, config, nodeId: 1 }, { resource: { type, name }, mode, edits })
  return { refusal: decided.refusal, image: decided.refusal ? image : applyChanges(image, [decided.change]) }
}

describe('altering settings', () => {
  const refused: [string, ConfigResourceType, string, ConfigEdit[], string][] = [
    ['of no topic', 'topic', '', [set('retention.ms', '1')], 'INVALID_REQUEST'],
    ['of an unknown topic', 'topic', 'none', [set('retention.ms', '1')], 'UNKNOWN_TOPIC_OR_PARTITION'],
    ['that a topic does not have', 'topic', 't', [set('no.such', '1')], 'INVALID_CONFIG'],
    ['to nothing', 'topic', 't', [set('retention.ms', null)], 'INVALID_REQUEST'],
    ['to a word', 'topic', 't', [set('retention.ms', 'soon')], 'INVALID_CONFIG'],
    [
      'twice in one request',
      'topic',
      't',
      [set('retention.ms', '1'), set('retention.ms', '2')],
      'INVALID_REQUEST',
    ],
    [
      'by appending to a number',
      'topic',
      't',
      [{ name: 'retention.ms', operation: 'append', value: '1' }],
      'INVALID_CONFIG',
    ],
    ['of another broker', 'broker', '2', [set('log.cleaner.threads', '1')], 'INVALID_REQUEST'],
    ['of a broker called one', 'broker', 'one', [set('log.cleaner.threads', '1')], 'INVALID_REQUEST'],
    ['that need a restart', 'broker', '1', [set('num.partitions', '2')], 'INVALID_REQUEST'],
    ['of one broker for all', 'broker', '', [set('ssl.keystore.location', 'k')], 'INVALID_REQUEST'],
    ['of sockets that are bound', 'broker', '1', [set('listeners', 'PLAINTEXT://:1')], 'INVALID_REQUEST'],
    ['of a broker to a word', 'broker', '1', [set('log.cleaner.threads', 'many')], 'INVALID_REQUEST'],
    ['of loggers', 'broker-logger', '1', [set('root', 'DEBUG')], 'INVALID_REQUEST'],
    ['that a group does not have', 'group', 'g', [set('no.such', '1')], 'INVALID_CONFIG'],
    [
      "of a group beyond the broker's bound",
      'group',
      'g',
      [set('consumer.session.timeout.ms', '99999999')],
      'INVALID_CONFIG',
    ],
    ['of client metrics: too often', 'client-metrics', 's', [set('interval.ms', '1')], 'INVALID_REQUEST'],
    [
      'of client metrics: a wrong pattern',
      'client-metrics',
      's',
      [set('match', 'nobody=x')],
      'INVALID_REQUEST',
    ],
  ]
  test.each(refused)('%s is refused', (_, type, name, edits, error) => {
    expect(alter(start, type, name, edits).refusal).toMatchObject({ error })
  })

  test.each([
    ['log.retention.ms', '0', 'log.retention.ms must be unlimited (-1) or, greater than or equal to 1'],
    ['log.roll.ms', '0', 'log.roll.ms must be greater than or equal to 1'],
    ['log.cleaner.dedupe.buffer.size', '1000', 'must be at least 1MB per cleaner thread.'],
    ['log.cleaner.threads', '0', 'Log cleaner threads should be at least 1'],
    [
      'log.cleaner.threads',
      '5',
      'Log cleaner threads cannot be increased to more than double the current value 1',
    ],
    ['follower.replication.throttled.rate', '-1', 'Value must be at least 0'],
    ['leader.replication.throttled.rate', 'abc', 'Not a number of type LONG'],
    ['replica.alter.log.dirs.io.max.bytes.per.second', '-1', 'Value must be at least 0'],
  ])("of a broker: %s=%s is refused in Kafka's words", (name, value, message) => {
    for (const of of ['', '1']) {
      const { refusal } = alter(start, 'broker', of, [set(name, value)])
      expect(refusal).toMatchObject({ error: 'INVALID_REQUEST', message: expect.stringContaining(message) })
    }
  })

  test('lets threads of the cleaner double and halve', () => {
    const change = (image: MetadataImage, threads: string) =>
      alter(image, 'broker', '1', [set('log.cleaner.threads', threads)])
    const four = change(change(start, '2').image, '4').image
    expect(change(four, '1').refusal).toMatchObject({
      message: 'Log cleaner threads cannot be reduced to less than half the current value 4',
    })
    expect(change(change(four, '2').image, '1').refusal).toBeUndefined()
  })

  test('sets, deletes, appends and subtracts', () => {
    const steps: [ConfigEdit, Record<string, string>][] = [
      [
        { name: 'cleanup.policy', operation: 'append', value: 'compact' },
        { 'retention.ms': '5', 'cleanup.policy': 'delete,compact' },
      ],
      [
        { name: 'cleanup.policy', operation: 'append', value: 'compact' },
        { 'retention.ms': '5', 'cleanup.policy': 'delete,compact' },
      ],
      [
        { name: 'cleanup.policy', operation: 'subtract', value: 'delete' },
        { 'retention.ms': '5', 'cleanup.policy': 'compact' },
      ],
      [{ name: 'retention.ms', operation: 'delete', value: null }, { 'cleanup.policy': 'compact' }],
      [{ name: 'no.such', operation: 'delete', value: null }, { 'cleanup.policy': 'compact' }],
    ]
    let image = start
    for (const [edit, expected] of steps) {
      image = alter(image, 'topic', 't', [edit]).image
      expect(image.topics.get('t')?.configs).toEqual(expected)
    }
  })

  test('by the older request replaces all overrides', () => {
    const { image } = alter(start, 'topic', 't', [set('segment.ms', '9')], 'replace')
    expect(image.topics.get('t')?.configs).toEqual({ 'segment.ms': '9' })
  })

  test("a broker's own value wins over the cluster's, which wins over the file's", () => {
    const cluster = alter(start, 'broker', '', [set('log.retention.ms', '100')]).image
    expect(effectiveBrokerConfig(fixed, cluster, 1).get('log.retention.ms')).toBe(100)
    const own = alter(cluster, 'broker', '1', [set('log.retention.ms', '200')]).image
    expect(effectiveBrokerConfig(fixed, own, 1).get('log.retention.ms')).toBe(200)
    const back = alter(own, 'broker', '1', [
      { name: 'log.retention.ms', operation: 'delete', value: null },
    ]).image
    expect(effectiveBrokerConfig(fixed, back, 1).get('log.retention.ms')).toBe(100)
    expect(back.brokerConfigs.has('1')).toBe(false)
  })
})

describe('describing settings', () => {
  const describeTopic = (image: MetadataImage, name: string) => {
    const config = effectiveBrokerConfig(fixed, image, 1)
    const overrides = image.topics.get('t')?.configs ?? {}
    return describeTopicConfigs({ config, image, nodeId: 1 }, overrides).find((entry) => entry.name === name)
  }

  test("tells a topic's own value and what would hold without it", () => {
    const image = alter(start, 'broker', '', [set('log.retention.ms', '100')]).image
    expect(describeTopic(image, 'retention.ms')).toMatchObject({
      value: '5',
      source: 1,
      type: 5,
      synonyms: [
        { name: 'retention.ms', value: '5', source: 1 },
        { name: 'log.retention.ms', value: '100', source: 3 },
        { name: 'log.retention.hours', value: '2', source: 4 },
        { name: 'log.retention.hours', value: '168', source: 5 },
      ],
    })
  })

  test('tells a default where nothing is set', () => {
    expect(describeTopic(start, 'segment.bytes')).toMatchObject({
      value: '1073741824',
      source: 5,
      readOnly: false,
    })
    expect(describeTopic(start, 'segment.jitter.ms')).toMatchObject({ value: '0', source: 5, synonyms: [] })
    expect(describeTopic(start, 'internal.segment.bytes')).toBeUndefined()
    expect(describeTopic(start, 'message.downconversion.enable')).toBeUndefined()
  })

  test('never tells a password, and tells what cannot be changed', () => {
    const context = { config: fixed, image: start, nodeId: 1 }
    const entries = new Map(describeBrokerConfigs(context).map((entry) => [entry.name, entry]))
    expect(entries.get('ssl.key.password')).toMatchObject({ value: null, isSensitive: true, source: 4 })
    expect(entries.get('num.partitions')).toMatchObject({ value: '1', readOnly: true, type: 3 })
    expect(entries.get('node.id')?.value).toBe('1')
    expect(entries.has('zookeeper.connect')).toBe(false)
  })

  test('keeps unknown broker settings, and hides their values', () => {
    const image = alter(start, 'broker', '', [set('my.plugin', 'x')]).image
    const context = { config: effectiveBrokerConfig(fixed, image, 1), image, nodeId: 1 }
    expect(describeClusterConfigs(context)).toMatchObject([
      { name: 'my.plugin', value: null, isSensitive: true },
    ])
    expect(describeBrokerConfigs(context).find((entry) => entry.name === 'my.plugin')).toMatchObject({
      source: 3,
    })
  })

  test('tells rates of reassignments, which no file has, with their values', () => {
    const name = 'replica.alter.log.dirs.io.max.bytes.per.second'
    const cluster = alter(start, 'broker', '', [set(name, '9')]).image
    const image = alter(cluster, 'broker', '1', [set(name, '7')]).image
    const context = { config: effectiveBrokerConfig(fixed, image, 1), image, nodeId: 1 }
    const inCluster = { name, value: '9', source: 3 }
    expect(describeClusterConfigs(context)).toMatchObject([
      { ...inCluster, isSensitive: false, type: 5, synonyms: [inCluster] },
    ])
    const own = describeBrokerConfigs(context).find((entry) => entry.name === name)
    expect(own).toMatchObject({ value: '7', source: 2, isSensitive: false, type: 5, readOnly: false })
    expect(own?.synonyms).toEqual([{ name, value: '7', source: 2 }, inCluster])
  })

  test("tells a group's value and the broker's behind it", () => {
    const { image } = alter(start, 'group', 'g', [set('consumer.session.timeout.ms', '50000')])
    const entries = describeGroupConfigs({ config: fixed, image, nodeId: 1 }, 'g')
    expect(entries.find((entry) => entry.name === 'consumer.session.timeout.ms')).toMatchObject({
      value: '50000',
      source: 8,
      synonyms: [{ source: 8 }, { name: 'group.consumer.session.timeout.ms', value: '45000', source: 5 }],
    })
  })
})
