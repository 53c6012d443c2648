/**
 * Whether and where a topic grows (KIP-195): counts only go up, added partitions keep the topic's replication
 * factor. Pure: the start of the placement is drawn by the caller, but the topic's own round goes on.
 */
import type { MetadataChange } from '../../metadata/core/apply-change.js'
import type { MetadataImage, TopicImage } from '../../metadata/metadata-image.js'
import type { MorePartitions, MorePartitionsResult, Refusal } from '../controller.js'
import { checkAssignments } from './check-assignment.js'
import { checkReplicationFactor, MAX_PARTITIONS_PER_REQUEST, newPartition } from './decide-create-topics.js'
import { placeReplicas } from './place-replicas.js'
import { refuse } from './refusal.js'

export interface CreatePartitionsDecision {
  readonly changes: readonly MetadataChange[]
  readonly results: readonly MorePartitionsResult[]
}

export function decideCreatePartitions(
  image: MetadataImage,
  topics: readonly MorePartitions[],
): CreatePartitionsDecision {
  const changes: MetadataChange[] = []
  const results = topics.map((asked): MorePartitionsResult => {
    const { name } = asked
    const topic = image.topics.get(name)
    if (topic === undefined) return { name, refusal: refuse('UNKNOWN_TOPIC_OR_PARTITION', null) }
    const placed = checkCount(topic, asked) ?? place(image, topic, asked)
    if ('error' in placed) return { name, refusal: placed }
    const first = topic.partitions.length
    const partitions = placed.map((replicas, index) => newPartition(first + index, replicas))
    changes.push({ kind: 'partitions-added', name, partitions })
    return { name }
  })
  return { changes, results }
}

function checkCount(topic: TopicImage, asked: MorePartitions): Refusal | undefined {
  const now = topic.partitions.length
  if (asked.count === now) {
    return refuse('INVALID_PARTITIONS', `Topic already has ${now} partition(s).`)
  }
  if (asked.count < now) {
    return refuse(
      'INVALID_PARTITIONS',
      `The topic ${topic.name} currently has ${now} partition(s); ${asked.count} would not be an increase.`,
    )
  }
  if (asked.count - now > MAX_PARTITIONS_PER_REQUEST) {
    return refuse(
      'POLICY_VIOLATION',
      `The request adds ${asked.count - now} partitions; one request may create ${MAX_PARTITIONS_PER_REQUEST}.`,
    )
  }
  return undefined
}

function place(
  image: MetadataImage,
  topic: TopicImage,
  asked: MorePartitions,
): readonly (readonly number[])[] | Refusal {
  const first = topic.partitions.length
  const added = asked.count - first
  const replicationFactor = topic.partitions[0]?.replicas.length ?? 1
  if (asked.assignments !== undefined) {
    if (asked.assignments.length !== added) {
      return refuse(
        'INVALID_REPLICA_ASSIGNMENT',
        `${added} partition(s) are to be added, but ${asked.assignments.length} assignment(s) were given.`,
      )
    }
    return checkAssignments(image, asked.assignments, replicationFactor) ?? asked.assignments
  }
  const refusal = checkReplicationFactor(image, replicationFactor)
  if (refusal !== undefined) return refusal
  const brokers = [...image.brokers.values()].sort((a, b) => a.id - b.id)
  const leader = topic.partitions[0]?.replicas[0] ?? -1
  const start = Math.max(
    0,
    brokers.findIndex((broker) => broker.id === leader),
  )
  return placeReplicas({ brokers, partitions: added, replicationFactor, firstPartition: first, start })
}
