/**
 * Describing topics: by name with DescribeTopicPartitions where the broker has it (it tells eligible leaders,
 * KIP-966), else from metadata; by id from metadata.
 */
import { apiKeys } from '@samsa/protocol/apis'
import type { DescribeTopicPartitionsResponse } from '@samsa/protocol/messages/describe-topic-partitions-response'
import { zeroUuid } from '@samsa/protocol/model/uuid'
import { calls } from '../calls.js'
import type { Cluster } from '../cluster.js'
import type { ClientError } from '../errors.js'
import type { Deadline } from '../retry.js'
import type { Node, PartitionDescription, TopicDescription } from './admin-types.js'
import { Outcomes } from './outcomes.js'
import { topicError } from './topic-calls.js'

interface Facts {
  readonly name: string | null
  readonly topicId: string
  readonly isInternal: boolean
  readonly errorCode: number
  readonly partitions: readonly {
    readonly partitionIndex: number
    readonly leaderId: number
    readonly leaderEpoch: number
    readonly replicaNodes: readonly number[]
    readonly isrNodes: readonly number[]
    readonly offlineReplicas: readonly number[]
    readonly eligibleLeaderReplicas?: readonly number[] | null
    readonly lastKnownElr?: readonly number[] | null
  }[]
}

interface Cursor {
  readonly topicName: string
  readonly partitionIndex: number
}

const PARTITION_LIMIT = 2000

export async function describeTopics(
  cluster: Cluster,
  names: readonly string[],
  deadline: Deadline,
): Promise<Outcomes<string, TopicDescription>> {
  const connection = await cluster.connectionTo({ to: 'any' }, deadline)
  const detailed = connection.versions.has(apiKeys.DescribeTopicPartitions)
  await cluster.refresh([], deadline)
  const facts = detailed
    ? await askPartitions(cluster, names, deadline)
    : await askMetadata(cluster, names, deadline)
  return describe(cluster, facts, (topic) => topic.name ?? '', names)
}

export async function describeTopicsById(
  cluster: Cluster,
  topicIds: readonly string[],
  deadline: Deadline,
): Promise<Outcomes<string, TopicDescription>> {
  const topics = topicIds.map((topicId) => ({ topicId, name: null }))
  const settings = { deadline, atLeast: 12 }
  const draft = { topics, allowAutoTopicCreation: false }
  const answer = await cluster.call({ to: 'any' }, calls.metadata, draft, settings)
  cluster.connections.know(
    answer.brokers.map(({ nodeId, host, port }) => ({ id: nodeId, host, port, rack: undefined })),
  )
  await cluster.refresh([], deadline)
  return describe(cluster, answer.topics, (topic) => topic.topicId, topicIds)
}

async function askMetadata(cluster: Cluster, names: readonly string[], deadline: Deadline): Promise<Facts[]> {
  const answer = await cluster.call(
    { to: 'any' },
    calls.metadata,
    (version) => ({
      topics: names.map((name) => ({ name })),
      ...(version >= 4 ? { allowAutoTopicCreation: false } : {}),
    }),
    { deadline },
  )
  return answer.topics
}

/** Page by page: an answer holds a bounded number of partitions. */
async function askPartitions(
  cluster: Cluster,
  names: readonly string[],
  deadline: Deadline,
): Promise<Facts[]> {
  const found = new Map<string, Facts>()
  let cursor: Cursor | null = null
  do {
    const from: string = cursor?.topicName ?? ''
    const topics = [...names]
      .sort()
      .filter((name) => name >= from)
      .map((name) => ({ name }))
    const draft = { topics, responsePartitionLimit: PARTITION_LIMIT, cursor }
    const answer: DescribeTopicPartitionsResponse = await cluster.call(
      { to: 'any' },
      calls.describeTopicPartitions,
      draft,
      { deadline },
    )
    for (const topic of answer.topics) {
      const before = found.get(topic.name ?? '')
      const partitions = [...(before?.partitions ?? []), ...topic.partitions]
      found.set(topic.name ?? '', { ...topic, partitions })
    }
    cursor = answer.nextCursor
  } while (cursor !== null)
  return [...found.values()]
}

function describe(
  cluster: Cluster,
  facts: readonly Facts[],
  keyOf: (facts: Facts) => string,
  asked: readonly string[],
): Outcomes<string, TopicDescription> {
  const values = new Map<string, TopicDescription>()
  const errors = new Map<string, ClientError>()
  const found = new Map(facts.map((topic) => [keyOf(topic), topic]))
  for (const key of asked) {
    const topic = found.get(key)
    if (topic === undefined || topic.errorCode !== 0) errors.set(key, topicError(topic?.errorCode, key))
    else {
      const partitions = topic.partitions
        .map((partition) => describePartition(cluster, partition))
        .sort((a, b) => a.partition - b.partition)
      const topicId = topic.topicId === zeroUuid ? undefined : topic.topicId
      values.set(key, { name: topic.name ?? '', topicId, internal: topic.isInternal, partitions })
    }
  }
  return new Outcomes(values, errors)
}

function describePartition(cluster: Cluster, partition: Facts['partitions'][number]): PartitionDescription {
  const node = (id: number): Node =>
    cluster.view.brokers.get(id) ?? { id, host: '', port: -1, rack: undefined }
  const nodes = (ids: readonly number[]) => ids.map(node)
  return {
    partition: partition.partitionIndex,
    leader: partition.leaderId < 0 ? undefined : node(partition.leaderId),
    leaderEpoch: partition.leaderEpoch < 0 ? undefined : partition.leaderEpoch,
    replicas: nodes(partition.replicaNodes),
    isr: nodes(partition.isrNodes),
    offlineReplicas: nodes(partition.offlineReplicas),
    eligibleLeaderReplicas:
      partition.eligibleLeaderReplicas == null ? undefined : nodes(partition.eligibleLeaderReplicas),
    lastKnownElr: partition.lastKnownElr == null ? undefined : nodes(partition.lastKnownElr),
  }
}
