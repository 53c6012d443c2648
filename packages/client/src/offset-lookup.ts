/**
 * ListOffsets: the first, the last, the largest-timestamp offset of partitions, or the first at or after a
 * time.
 */
import type { OffsetSpec } from './admin/admin-types.js'
import { calls } from './calls.js'
import type { Cluster } from './cluster.js'
import { callLeaders, type PartitionOutcomes } from './leader-calls.js'
import type { Deadline } from './retry.js'
import type { TopicPartitionMap } from './topic-partition.js'

export interface FoundOffset {
  /** -1 when no record is at or after the timestamp. */
  readonly offset: number
  /** -1 unless asked for by timestamp. */
  readonly timestamp: number
  readonly leaderEpoch: number | undefined
}

export type IsolationLevel = 'read_uncommitted' | 'read_committed'

/** Timestamps with a meaning of their own, and the first version that knows them. */
const specials: Readonly<Record<Exclude<OffsetSpec, number>, readonly [timestamp: number, version: number]>> =
  {
    latest: [-1, 1],
    earliest: [-2, 1],
    'max-timestamp': [-3, 7],
    'earliest-local': [-4, 8],
    'latest-tiered': [-5, 9],
    'earliest-pending-upload': [-6, 11],
  }

export function lookUpOffsets(
  cluster: Cluster,
  specs: TopicPartitionMap<OffsetSpec>,
  isolation: IsolationLevel,
  deadline: Deadline,
): Promise<PartitionOutcomes<FoundOffset>> {
  let atLeast = isolation === 'read_committed' ? 2 : 1
  for (const spec of specs.values())
    if (typeof spec === 'string') atLeast = Math.max(atLeast, specials[spec][1])
  const timestampOf = (spec: OffsetSpec) => (typeof spec === 'number' ? spec : specials[spec][0])
  return callLeaders(
    cluster,
    specs,
    {
      api: calls.listOffsets,
      atLeast,
      build: (asked, version) => ({
        replicaId: -1,
        ...(version >= 2 ? { isolationLevel: isolation === 'read_committed' ? 1 : 0 } : {}),
        ...(version >= 10 ? { timeoutMs: Math.floor(deadline.leftMs) } : {}),
        topics: [...asked.byTopic()].map(([name, partitions]) => ({
          name,
          partitions: [...partitions].map(([partitionIndex, spec]) => ({
            partitionIndex,
            timestamp: timestampOf(spec),
          })),
        })),
      }),
      *read(response) {
        for (const { name, partitions } of response.topics) {
          for (const found of partitions) {
            const leaderEpoch = found.leaderEpoch < 0 ? undefined : found.leaderEpoch
            const value = { offset: found.offset, timestamp: found.timestamp, leaderEpoch }
            yield { topic: name, partition: found.partitionIndex, errorCode: found.errorCode, value }
          }
        }
      },
    },
    deadline,
  )
}
