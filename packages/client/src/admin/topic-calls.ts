/**
 * Topics: creating, deleting, listing, describing, adding partitions.
 */
import { zeroUuid } from '@samsa/protocol/model/uuid'
import { calls } from '../calls.js'
import type { Cluster } from '../cluster.js'
import { KafkaError } from '../errors.js'
import type { Deadline } from '../retry.js'
import type { CreatedTopic, NewPartitions, NewTopic, TopicListing } from './admin-types.js'
import { type Outcomes, outcomesOf, throwIfMisdirected } from './outcomes.js'

const controller = { to: 'controller' } as const

export async function createTopics(
  cluster: Cluster,
  topics: readonly NewTopic[],
  validateOnly: boolean,
  deadline: Deadline,
): Promise<Outcomes<string, CreatedTopic>> {
  // Brokers before version 4 have no defaults to offer (KIP-464).
  const defaults = topics.some(
    ({ partitions, replicationFactor, assignments }) =>
      assignments === undefined && (partitions === undefined || replicationFactor === undefined),
  )
  const response = await cluster.call(
    controller,
    calls.createTopics,
    { topics: topics.map(creatable), timeoutMs: Math.floor(deadline.leftMs), validateOnly },
    { deadline, attemptMs: deadline.leftMs, atLeast: defaults ? 4 : 1 },
    (answer) => throwIfMisdirected(answer.topics),
  )
  return outcomesOf(
    response.topics,
    ({ name }) => name,
    (topic) => ({
      name: topic.name,
      topicId: topic.topicId === zeroUuid ? undefined : topic.topicId,
      partitions: topic.numPartitions,
      replicationFactor: topic.replicationFactor,
    }),
  )
}

function creatable({ name, partitions, replicationFactor, assignments, configs }: NewTopic) {
  return {
    name,
    numPartitions: assignments === undefined ? (partitions ?? -1) : -1,
    replicationFactor: assignments === undefined ? (replicationFactor ?? -1) : -1,
    assignments: (assignments ?? []).map((brokerIds, partitionIndex) => ({ partitionIndex, brokerIds })),
    configs: Object.entries(configs ?? {}).map(([name, value]) => ({ name, value })),
  }
}

export async function deleteTopics(
  cluster: Cluster,
  names: readonly string[],
  deadline: Deadline,
): Promise<Outcomes<string, void>> {
  const response = await cluster.call(
    controller,
    calls.deleteTopics,
    (version) => ({
      ...(version >= 6 ? { topics: names.map((name) => ({ name })) } : { topicNames: names }),
      timeoutMs: Math.floor(deadline.leftMs),
    }),
    { deadline, attemptMs: deadline.leftMs },
    (answer) => throwIfMisdirected(answer.responses),
  )
  return outcomesOf(
    response.responses,
    ({ name }) => name ?? '',
    () => undefined,
  )
}

export async function createPartitions(
  cluster: Cluster,
  changes: Readonly<Record<string, NewPartitions>>,
  validateOnly: boolean,
  deadline: Deadline,
): Promise<Outcomes<string, void>> {
  const topics = Object.entries(changes).map(([name, { totalCount, assignments }]) => ({
    name,
    count: totalCount,
    assignments: assignments?.map((brokerIds) => ({ brokerIds })) ?? null,
  }))
  const response = await cluster.call(
    controller,
    calls.createPartitions,
    { topics, timeoutMs: Math.floor(deadline.leftMs), validateOnly },
    { deadline, attemptMs: deadline.leftMs },
    (answer) => throwIfMisdirected(answer.results),
  )
  return outcomesOf(
    response.results,
    ({ name }) => name,
    () => undefined,
  )
}

export async function listTopics(
  cluster: Cluster,
  includeInternal: boolean,
  deadline: Deadline,
): Promise<TopicListing[]> {
  const { topics } = await cluster.refresh('all', deadline)
  return [...topics.values()]
    .filter(({ internal }) => includeInternal || !internal)
    .map(({ name, topicId, internal }) => ({ name, topicId, internal }))
}

/** The error of a topic that metadata did not give. */
export function topicError(code: number | undefined, topic: string): KafkaError {
  return KafkaError.of(code ?? 0) ?? new KafkaError('UNKNOWN_TOPIC_OR_PARTITION', `Topic ${topic} not found.`)
}
