/**
 * Which of the asked topics come to be, and how: names, counts, placement, settings (KIP-4, KIP-464, KIP-525).
 * Pure: ids and the start of each placement are drawn by the caller.
 */
import type { BrokerConfig } from '@samsa/config/broker-config'
import type { Uuid } from '@samsa/protocol/model/uuid'
import type { MetadataChange } from '../../metadata/core/apply-change.js'
import { CLUSTER_METADATA, collisionKey, topicNameProblem } from '../../metadata/core/topic-name.js'
import type { MetadataImage, PartitionImage, TopicImage } from '../../metadata/metadata-image.js'
import type { CreateTopicResult, NewTopic, PartitionAssignment, Refusal } from '../controller.js'
import { checkAssignments } from './check-assignment.js'
import { checkTopicConfigs } from './check-topic-configs.js'
import { placeReplicas } from './place-replicas.js'
import { refuse } from './refusal.js'

/** The most partitions one request may create: Kafka's bound on one batch of metadata. */
export const MAX_PARTITIONS_PER_REQUEST = 10_000

/** What is drawn for one topic. */
export interface Draw {
  readonly topicId: Uuid
  readonly start: number
}

export interface CreateTopicsDecision {
  readonly changes: readonly MetadataChange[]
  readonly results: readonly CreateTopicResult[]
}

/** `draws[i]` belongs to `topics[i]`. Names are not repeated in `topics`: the caller has seen to that. */
export function decideCreateTopics(
  image: MetadataImage,
  config: BrokerConfig,
  topics: readonly NewTopic[],
  draws: readonly Draw[],
): CreateTopicsDecision {
  const asked = topics.reduce((sum, topic) => sum + Math.max(0, countOf(topic, config)), 0)
  const taken = new Map<string, string>()
  const changes: MetadataChange[] = []
  const results = topics.map((topic, index): CreateTopicResult => {
    const { name } = topic
    if (asked > MAX_PARTITIONS_PER_REQUEST) return { name, refusal: tooMany(asked) }
    const decided = checkName(image, taken, name) ?? decideTopic(image, config, topic, draws[index] as Draw)
    if ('error' in decided) return { name, refusal: decided }
    taken.set(collisionKey(name), name)
    changes.push({ kind: 'topic-created', topic: decided })
    return { name, topic: decided }
  })
  return { changes, results }
}

function countOf(topic: NewTopic, config: BrokerConfig): number {
  if (topic.assignments !== undefined) return topic.assignments.length
  return topic.numPartitions === -1 ? config.get('num.partitions') : topic.numPartitions
}

function tooMany(asked: number): Refusal {
  return refuse(
    'POLICY_VIOLATION',
    `The request asks for ${asked} partitions; one request may create ${MAX_PARTITIONS_PER_REQUEST}.`,
  )
}

function checkName(
  image: MetadataImage,
  taken: ReadonlyMap<string, string>,
  name: string,
): Refusal | undefined {
  if (name === CLUSTER_METADATA) {
    return refuse('INVALID_REQUEST', `Creation of internal topic ${CLUSTER_METADATA} is prohibited.`)
  }
  const problem = topicNameProblem(name)
  if (problem !== undefined) return refuse('INVALID_TOPIC_EXCEPTION', problem)
  if (image.topics.has(name)) return refuse('TOPIC_ALREADY_EXISTS', `Topic '${name}' already exists.`)
  const other = taken.get(collisionKey(name)) ?? findCollision(image, name)
  return other === undefined
    ? undefined
    : refuse('INVALID_TOPIC_EXCEPTION', `Topic '${name}' collides with existing topic: ${other}`)
}

function findCollision(image: MetadataImage, name: string): string | undefined {
  if (!/[._]/.test(name)) return undefined
  const key = collisionKey(name)
  for (const other of image.topics.keys()) {
    if (other.length === name.length && collisionKey(other) === key) return other
  }
  return undefined
}

function decideTopic(
  image: MetadataImage,
  config: BrokerConfig,
  topic: NewTopic,
  draw: Draw,
): TopicImage | Refusal {
  const placed =
    topic.assignments === undefined
      ? placeAutomatically(image, config, topic, draw)
      : placeManually(image, topic, topic.assignments)
  if ('error' in placed) return placed
  const refusal = checkTopicConfigs(config, topic.configs)
  if (refusal !== undefined) return refusal
  return {
    name: topic.name,
    topicId: draw.topicId,
    configs: topic.configs as Readonly<Record<string, string>>,
    partitions: placed.map((replicas, index) => newPartition(index, replicas)),
  }
}

/** A partition as it begins: led by its preferred replica, every replica in sync. */
export function newPartition(index: number, replicas: readonly number[]): PartitionImage {
  return { index, leader: replicas[0] ?? -1, leaderEpoch: 0, replicas, isr: replicas, partitionEpoch: 0 }
}

type Placed = readonly (readonly number[])[] | Refusal

function placeManually(
  image: MetadataImage,
  topic: NewTopic,
  assignments: readonly PartitionAssignment[],
): Placed {
  if (topic.replicationFactor !== -1) {
    return refuse('INVALID_REQUEST', 'With a manual partition assignment the replication factor must be -1.')
  }
  if (topic.numPartitions !== -1) {
    return refuse(
      'INVALID_REQUEST',
      'With a manual partition assignment the number of partitions must be -1.',
    )
  }
  const placed: (readonly number[])[] = []
  for (const { partition, brokers } of [...assignments].sort((a, b) => a.partition - b.partition)) {
    if (partition !== placed.length) {
      return refuse(
        'INVALID_REPLICA_ASSIGNMENT',
        'Partitions must be numbered from 0 on, each once, without gaps.',
      )
    }
    placed.push(brokers)
  }
  return checkAssignments(image, placed, undefined) ?? placed
}

function placeAutomatically(image: MetadataImage, config: BrokerConfig, topic: NewTopic, draw: Draw): Placed {
  if (topic.replicationFactor < -1 || topic.replicationFactor === 0) {
    return refuse(
      'INVALID_REPLICATION_FACTOR',
      'Replication factor must be larger than 0, or -1 to use the default value.',
    )
  }
  if (topic.numPartitions < -1 || topic.numPartitions === 0) {
    return refuse(
      'INVALID_PARTITIONS',
      'Number of partitions must be larger than 0, or -1 to use the default value.',
    )
  }
  const replicationFactor =
    topic.replicationFactor === -1 ? config.get('default.replication.factor') : topic.replicationFactor
  const refusal = checkReplicationFactor(image, replicationFactor)
  if (refusal !== undefined) return refusal
  return placeReplicas({
    brokers: [...image.brokers.values()],
    partitions: countOf(topic, config),
    replicationFactor,
    firstPartition: 0,
    start: draw.start,
  })
}

/** Says how many brokers there are, which is what the person who asked needs to know. */
export function checkReplicationFactor(image: MetadataImage, replicationFactor: number): Refusal | undefined {
  const brokers = image.brokers.size
  if (replicationFactor <= brokers) return undefined
  return refuse(
    'INVALID_REPLICATION_FACTOR',
    `Unable to replicate the partition ${replicationFactor} time(s): The target replication factor of ` +
      `${replicationFactor} cannot be reached because only ${brokers} broker(s) are registered.`,
  )
}
