/**
 * Committed offsets of a group: reading, writing and deleting them at its coordinator.
 */
import { calls } from './calls.js'
import type { Cluster } from './cluster.js'
import type { OffsetAndMetadata } from './consumer/consumer-record.js'
import { type ClientError, KafkaError } from './errors.js'
import type { PartitionOutcomes } from './leader-calls.js'
import type { Deadline } from './retry.js'
import { type TopicPartition, TopicPartitionMap } from './topic-partition.js'

export interface Committed {
  readonly offset: number
  readonly leaderEpoch: number | undefined
  readonly metadata: string
}

/** Who commits; a generation of -1 is nobody in particular (a group without members). */
export interface Committer {
  readonly generationId: number
  readonly memberId: string
  readonly groupInstanceId: string | null
}

/**
 * Partitions without an offset are left out. Rejects with the error of the group or of the first partition.
 */
export async function fetchCommitted(
  cluster: Cluster,
  groupId: string,
  partitions: readonly TopicPartition[] | 'all',
  deadline: Deadline,
  requireStable = false,
): Promise<TopicPartitionMap<Committed>> {
  const committed = new TopicPartitionMap<Committed>()
  if (partitions !== 'all' && partitions.length === 0) return committed
  const topics = partitions === 'all' ? null : grouped(partitions)
  const needed = partitions === 'all' ? 2 : 1
  const response = await cluster.call(
    { to: 'group', groupId },
    calls.offsetFetch,
    (version) => ({
      ...(version >= 8 ? { groups: [{ groupId, topics }] } : { groupId, topics }),
      ...(version >= 7 ? { requireStable } : {}),
    }),
    { deadline, atLeast: requireStable ? Math.max(needed, 7) : needed },
    ({ errorCode, groups, topics }) => {
      throwCode(groups[0]?.errorCode ?? errorCode)
      for (const topic of groups[0]?.topics ?? topics) {
        for (const partition of topic.partitions) throwCode(partition.errorCode)
      }
    },
  )
  for (const { name, partitions } of response.groups[0]?.topics ?? response.topics) {
    for (const { partitionIndex, committedOffset, committedLeaderEpoch, metadata } of partitions) {
      if (committedOffset < 0) continue
      const leaderEpoch = committedLeaderEpoch < 0 ? undefined : committedLeaderEpoch
      committed.set(name, partitionIndex, { offset: committedOffset, leaderEpoch, metadata: metadata ?? '' })
    }
  }
  return committed
}

/** Retriable errors of any partition repeat the whole commit, which is idempotent. */
export async function commitOffsets(
  cluster: Cluster,
  groupId: string,
  committer: Committer,
  offsets: TopicPartitionMap<OffsetAndMetadata>,
  deadline: Deadline,
): Promise<PartitionOutcomes<void>> {
  if (offsets.size === 0) return { values: new TopicPartitionMap(), errors: new TopicPartitionMap() }
  const { generationId, memberId, groupInstanceId } = committer
  const response = await cluster.call(
    { to: 'group', groupId },
    calls.offsetCommit,
    (version) => ({
      groupId,
      generationIdOrMemberEpoch: generationId,
      memberId,
      ...(version >= 7 ? { groupInstanceId } : {}),
      topics: [...offsets.byTopic()].map(([name, partitions]) => ({
        name,
        partitions: [...partitions].map(([partitionIndex, { offset, leaderEpoch, metadata }]) => ({
          partitionIndex,
          committedOffset: offset,
          ...(version >= 6 ? { committedLeaderEpoch: leaderEpoch ?? -1 } : {}),
          committedMetadata: metadata ?? '',
        })),
      })),
    }),
    { deadline },
    (answer) => {
      for (const { partitions } of answer.topics)
        for (const { errorCode } of partitions) throwRetriable(errorCode)
    },
  )
  return outcomesOf(
    response.topics.flatMap(({ name, partitions }) => partitions.map((p) => ({ name, ...p }))),
  )
}

export async function deleteOffsets(
  cluster: Cluster,
  groupId: string,
  partitions: readonly TopicPartition[],
  deadline: Deadline,
): Promise<PartitionOutcomes<void>> {
  const topics = grouped(partitions).map(({ name, partitionIndexes }) => ({
    name,
    partitions: partitionIndexes.map((partitionIndex) => ({ partitionIndex })),
  }))
  const response = await cluster.call(
    { to: 'group', groupId },
    calls.offsetDelete,
    { groupId, topics },
    { deadline },
    ({ errorCode }) => throwCode(errorCode),
  )
  return outcomesOf(
    response.topics.flatMap(({ name, partitions }) => partitions.map((p) => ({ name, ...p }))),
  )
}

function outcomesOf(
  answers: readonly { name: string; partitionIndex: number; errorCode: number }[],
): PartitionOutcomes<void> {
  const values = new TopicPartitionMap<void>()
  const errors = new TopicPartitionMap<ClientError>()
  for (const { name, partitionIndex, errorCode } of answers) {
    const error = KafkaError.of(errorCode)
    if (error === undefined) values.set(name, partitionIndex, undefined)
    else errors.set(name, partitionIndex, error)
  }
  return { values, errors }
}

function grouped(partitions: readonly TopicPartition[]): { name: string; partitionIndexes: number[] }[] {
  const byTopic = new Map<string, number[]>()
  for (const { topic, partition } of partitions)
    byTopic.set(topic, [...(byTopic.get(topic) ?? []), partition])
  return [...byTopic].map(([name, partitionIndexes]) => ({ name, partitionIndexes }))
}

function throwCode(code: number): void {
  const error = KafkaError.of(code)
  if (error !== undefined) throw error
}

function throwRetriable(code: number): void {
  const error = KafkaError.of(code)
  if (error?.retriable) throw error
}
