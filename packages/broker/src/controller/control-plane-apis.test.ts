/**
 * Topics and settings through a whole broker in a simulated world, spoken to in Kafka's protocol.
 */
import { BrokerConfig } from '@samsa/config'
import type { Host } from '@samsa/host'
import { World } from '@samsa/host/simulated/world'
import type { Draft, MessageType } from '@samsa/protocol/message-type'
import { errorName } from '@samsa/protocol/kafka-errors'
import { alterConfigsRequest } from '@samsa/protocol/messages/alter-configs-request'
import { alterConfigsResponse } from '@samsa/protocol/messages/alter-configs-response'
import { createPartitionsRequest } from '@samsa/protocol/messages/create-partitions-request'
import { createPartitionsResponse } from '@samsa/protocol/messages/create-partitions-response'
import { type CreateTopicsRequest, createTopicsRequest } from '@samsa/protocol/messages/create-topics-request'
import { createTopicsResponse } from '@samsa/protocol/messages/create-topics-response'
import { deleteTopicsRequest } from '@samsa/protocol/messages/delete-topics-request'
import { deleteTopicsResponse } from '@samsa/protocol/messages/delete-topics-response'
import { describeClusterRequest } from '@samsa/protocol/messages/describe-cluster-request'
import { describeClusterResponse } from '@samsa/protocol/messages/describe-cluster-response'
import { describeConfigsRequest } from '@samsa/protocol/messages/describe-configs-request'
import { describeConfigsResponse } from '@samsa/protocol/messages/describe-configs-response'
import { describeLogDirsRequest } from '@samsa/protocol/messages/describe-log-dirs-request'
import { describeLogDirsResponse } from '@samsa/protocol/messages/describe-log-dirs-response'
import { describeTopicPartitionsRequest } from '@samsa/protocol/messages/describe-topic-partitions-request'
import { describeTopicPartitionsResponse } from '@samsa/protocol/messages/describe-topic-partitions-response'
import { electLeadersRequest } from '@samsa/protocol/messages/elect-leaders-request'
import { electLeadersResponse } from '@samsa/protocol/messages/elect-leaders-response'
import { incrementalAlterConfigsRequest } from '@samsa/protocol/messages/incremental-alter-configs-request'
import { incrementalAlterConfigsResponse } from '@samsa/protocol/messages/incremental-alter-configs-response'
import { listConfigResourcesRequest } from '@samsa/protocol/messages/list-config-resources-request'
import { listConfigResourcesResponse } from '@samsa/protocol/messages/list-config-resources-response'
import { listPartitionReassignmentsRequest } from '@samsa/protocol/messages/list-partition-reassignments-request'
import { listPartitionReassignmentsResponse } from '@samsa/protocol/messages/list-partition-reassignments-response'
import { metadataRequest } from '@samsa/protocol/messages/metadata-request'
import { metadataResponse } from '@samsa/protocol/messages/metadata-response'
import { describe, expect, test } from 'vitest'
import { startBroker } from '../start-broker.js'
import { ProtocolClient } from '../testing/protocol-client.js'

const settings = { 'log.dirs': '/data', listeners: 'PLAINTEXT://:9092' }

interface Session {
  readonly host: Host
  send<Q, R>(request: MessageType<Q>, response: MessageType<R>, version: number, body: Draft<Q>): Promise<R>
  create(...names: string[]): Promise<void>
  /** Stops the broker and starts it again on the same disk. */
  restart(): Promise<void>
}

async function withBroker(
  run: (session: Session) => Promise<void>,
  overrides: Record<string, string> = {},
): Promise<void> {
  const world = new World({ seed: 7 })
  const host = world.host('broker')
  const start = () => startBroker(host, BrokerConfig.from({ overrides: { ...settings, ...overrides } }))
  const work = async (): Promise<void> => {
    let broker = await start()
    let client = new ProtocolClient(world.host('client'), 9092, 'broker')
    const session: Session = {
      host,
      send: (request, response, version, body) => client.send(request, response, version, body),
      create: async (...names) => {
        const topics = names.map((name) => ({ name, numPartitions: 1, replicationFactor: 1 }))
        const answer = await client.send(createTopicsRequest, createTopicsResponse, 7, { topics })
        expect(answer.topics.map((topic) => topic.errorCode)).toEqual(names.map(() => 0))
      },
      restart: async () => {
        client.close()
        await broker.stop()
        broker = await start()
        client = new ProtocolClient(world.host('client'), 9092, 'broker')
      },
    }
    await run(session)
    client.close()
    await broker.stop()
  }
  await world.run(work())
}

const topic = (session: Session, name: string) =>
  session.send(metadataRequest, metadataResponse, 12, { topics: [{ name }], allowAutoTopicCreation: false })

describe('topics', () => {
  test('are there when the answer arrives, also after a restart, with the same id', () =>
    withBroker(async (session) => {
      await session.create('orders')
      const [before] = (await topic(session, 'orders')).topics
      expect(before).toMatchObject({
        errorCode: 0,
        partitions: [{ errorCode: 0, leaderId: 1, leaderEpoch: 0 }],
      })
      expect(session.host.disk.exists('/data/orders-0')).toBe(true)
      await session.restart()
      const [after] = (await topic(session, 'orders')).topics
      expect(after).toMatchObject({ topicId: before?.topicId, partitions: [{ leaderId: 1, leaderEpoch: 2 }] })
    }))

  test('deleted and created again have a new id and no old data', () =>
    withBroker(async (session) => {
      await session.create('orders')
      const [before] = (await topic(session, 'orders')).topics
      const gone = await session.send(deleteTopicsRequest, deleteTopicsResponse, 6, {
        topics: [{ name: 'orders' }],
      })
      expect(gone.responses).toMatchObject([{ name: 'orders', errorCode: 0, topicId: before?.topicId }])
      expect((await topic(session, 'orders')).topics[0]).toMatchObject({ errorCode: 3 })
      expect(session.host.disk.exists('/data/orders-0')).toBe(false)
      await session.create('orders')
      const [again] = (await topic(session, 'orders')).topics
      expect(again?.topicId).not.toBe(before?.topicId)
      await session.restart()
      expect((await topic(session, 'orders')).topics[0]).toMatchObject({ topicId: again?.topicId })
    }))

  test('that are only validated leave nothing behind', () =>
    withBroker(async (session) => {
      const topics = [{ name: 'a', numPartitions: 2, replicationFactor: 1 }]
      const answer = await session.send(createTopicsRequest, createTopicsResponse, 7, {
        topics,
        validateOnly: true,
      })
      expect(answer.topics).toMatchObject([{ errorCode: 0, numPartitions: 2, replicationFactor: 1 }])
      expect((await topic(session, 'a')).topics[0]).toMatchObject({ errorCode: 3 })
    }))

  test('with three replicas are refused, and the message says how many brokers there are', () =>
    withBroker(async (session) => {
      const topics = [{ name: 'a', numPartitions: 1, replicationFactor: 3 }]
      const answer = await session.send(createTopicsRequest, createTopicsResponse, 7, { topics })
      expect(errorName(answer.topics[0]?.errorCode as number)).toBe('INVALID_REPLICATION_FACTOR')
      expect(answer.topics[0]?.errorMessage).toMatch(/3.*only 1 broker/)
    }))

  test('named twice in a request are answered once, refused, and their neighbours are created', () =>
    withBroker(async (session) => {
      const each = { numPartitions: 1, replicationFactor: 1 }
      const topics = [
        { name: 'twice', ...each },
        { name: 'twice', ...each },
        { name: 'beside', ...each },
      ]
      const answer = await session.send(createTopicsRequest, createTopicsResponse, 7, { topics })
      const codes = Object.fromEntries(
        answer.topics.map((result) => [result.name, errorName(result.errorCode)]),
      )
      expect(codes).toEqual({ twice: 'INVALID_REQUEST', beside: 'NONE' })
    }))

  test('grow, and can be described page by page', () =>
    withBroker(async (session) => {
      await session.create('a', 'b')
      const topics = [{ name: 'a', count: 5, assignments: null }]
      await session.send(createPartitionsRequest, createPartitionsResponse, 3, { topics })
      const seen: string[] = []
      let cursor: { topicName: string; partitionIndex: number } | null = null
      do {
        const page: Awaited<ReturnType<typeof nextPage>> = await nextPage(session, cursor)
        for (const each of page.topics)
          seen.push(...each.partitions.map((p) => `${each.name}-${p.partitionIndex}`))
        expect(page.topics.reduce((sum, each) => sum + each.partitions.length, 0)).toBeLessThanOrEqual(2)
        cursor = page.nextCursor
      } while (cursor !== null)
      expect(seen).toEqual(['a-0', 'a-1', 'a-2', 'a-3', 'a-4', 'b-0'])
    }))

  test('are created by asking for them, if client and broker allow it, and are usable at once', () =>
    withBroker(async (session) => {
      const ask = (name: string, allowAutoTopicCreation: boolean) =>
        session.send(metadataRequest, metadataResponse, 12, { topics: [{ name }], allowAutoTopicCreation })
      expect((await ask('new', false)).topics[0]).toMatchObject({ errorCode: 3 })
      const both = await Promise.all([ask('new', true), ask('new', true)])
      for (const { topics } of both)
        expect(topics[0]).toMatchObject({ errorCode: 0, partitions: [{ leaderId: 1 }] })
      expect((await ask('a b', true)).topics[0]).toMatchObject({ errorCode: 17 })
    }))
})

const nextPage = (session: Session, cursor: { topicName: string; partitionIndex: number } | null) =>
  session.send(describeTopicPartitionsRequest, describeTopicPartitionsResponse, 0, {
    topics: [],
    responsePartitionLimit: 2,
    cursor,
  })

describe('settings', () => {
  const set = (session: Session, resourceType: number, resourceName: string, name: string, value: string) =>
    session.send(incrementalAlterConfigsRequest, incrementalAlterConfigsResponse, 1, {
      resources: [{ resourceType, resourceName, configs: [{ name, configOperation: 0, value }] }],
    })
  const value = async (session: Session, resourceType: number, resourceName: string, name: string) => {
    const resources = [{ resourceType, resourceName, configurationKeys: [name] }]
    const answer = await session.send(describeConfigsRequest, describeConfigsResponse, 4, { resources })
    return answer.results[0]?.configs[0]?.value
  }

  test('altered are in force and outlive a restart: of a topic, a broker, all brokers, a group', () =>
    withBroker(async (session) => {
      await session.create('t')
      const altered: [number, string, string, string][] = [
        [2, 't', 'retention.ms', '5000'],
        [4, '1', 'log.cleaner.threads', '2'],
        [4, '', 'log.segment.bytes', '2000000'],
        [32, 'my group', 'consumer.session.timeout.ms', '50000'],
      ]
      for (const [type, name, key, text] of altered) {
        expect((await set(session, type, name, key, text)).responses).toMatchObject([{ errorCode: 0 }])
        expect(await value(session, type, name, key)).toBe(text)
      }
      expect(await value(session, 2, 't', 'segment.bytes')).toBe('2000000')
      await session.restart()
      for (const [type, name, key, text] of altered) expect(await value(session, type, name, key)).toBe(text)
    }))

  test('only validated change nothing', () =>
    withBroker(async (session) => {
      await session.create('t')
      const configs = [{ name: 'retention.ms', configOperation: 0, value: '7' }]
      const resources = [{ resourceType: 2, resourceName: 't', configs }]
      await session.send(incrementalAlterConfigsRequest, incrementalAlterConfigsResponse, 1, {
        resources,
        validateOnly: true,
      })
      expect(await value(session, 2, 't', 'retention.ms')).toBe('604800000')
    }))
})

describe('every version', () => {
  const created: Draft<CreateTopicsRequest> = {
    topics: [{ name: 'n', numPartitions: 1, replicationFactor: 1 }],
  }
  const one = { resourceType: 2, resourceName: 't' }
  // biome-ignore lint/suspicious/noExplicitAny: requests and answers of many types in one table
  const apis: [MessageType<any>, MessageType<any>, (version: number) => object][] = [
    [metadataRequest, metadataResponse, () => ({ topics: [{ name: 't' }] })],
    [
      createTopicsRequest,
      createTopicsResponse,
      (version) => (version > 0 ? { ...created, validateOnly: true } : created),
    ],
    [
      deleteTopicsRequest,
      deleteTopicsResponse,
      (version) => (version < 6 ? { topicNames: ['x'] } : { topics: [{ name: 'x' }] }),
    ],
    [
      describeConfigsRequest,
      describeConfigsResponse,
      () => ({ resources: [{ ...one, configurationKeys: null }] }),
    ],
    [
      alterConfigsRequest,
      alterConfigsResponse,
      () => ({ resources: [{ ...one, configs: [{ name: 'segment.ms', value: '1' }] }] }),
    ],
    [describeLogDirsRequest, describeLogDirsResponse, () => ({ topics: null })],
    [
      createPartitionsRequest,
      createPartitionsResponse,
      () => ({ topics: [{ name: 't', count: 1, assignments: null }] }),
    ],
    [
      electLeadersRequest,
      electLeadersResponse,
      () => ({ topicPartitions: [{ topic: 't', partitions: [0] }] }),
    ],
    [
      incrementalAlterConfigsRequest,
      incrementalAlterConfigsResponse,
      () => ({ resources: [{ ...one, configs: [{ name: 'segment.ms', configOperation: 1, value: null }] }] }),
    ],
    [listPartitionReassignmentsRequest, listPartitionReassignmentsResponse, () => ({ topics: null })],
    [describeClusterRequest, describeClusterResponse, () => ({ includeClusterAuthorizedOperations: true })],
    [listConfigResourcesRequest, listConfigResourcesResponse, () => ({})],
    [
      describeTopicPartitionsRequest,
      describeTopicPartitionsResponse,
      () => ({ topics: [{ name: 't' }], responsePartitionLimit: 9, cursor: null }),
    ],
  ]
  test.each(apis)('of $name is answered', (request, response, body) =>
    withBroker(async (session) => {
      await session.create('t')
      for (let version = request.minVersion; version <= request.maxVersion; version++) {
        const answer = await session.send(request, response, version, body(version))
        expect(answer).toMatchObject({ throttleTimeMs: 0 })
      }
    }),
  )

  test('of Metadata asks for all topics in its own way', () =>
    withBroker(async (session) => {
      await session.create('a', 'b')
      for (let version = 0; version <= 13; version++) {
        const all = await session.send(metadataRequest, metadataResponse, version, {
          topics: version === 0 ? [] : null,
        })
        expect(all.topics.map((each) => each.name)).toEqual(['a', 'b'])
        expect(all.brokers).toMatchObject([{ nodeId: 1, port: 9092 }])
        if (version === 0) continue
        const none = await session.send(metadataRequest, metadataResponse, version, { topics: [] })
        expect(none.topics).toEqual([])
        expect(none.brokers).toHaveLength(1)
      }
    }))

  test('of Metadata with an error of the whole request still has an answer', () =>
    withBroker(async (session) => {
      for (const version of [10, 11]) {
        const topics = [{ name: 't', topicId: 'AAAAAAAAAAAAAAAAAAAAAQ' as never }]
        const answer = await session.send(metadataRequest, metadataResponse, version, { topics })
        expect(answer.topics).toMatchObject([{ errorCode: 42 }])
      }
    }))
})
