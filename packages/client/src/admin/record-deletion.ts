/**
 * DeleteRecords: moving the start of partitions forward.
 */
import { calls } from '../calls.js'
import type { Cluster } from '../cluster.js'
import { callLeaders, type PartitionOutcomes } from '../leader-calls.js'
import type { Deadline } from '../retry.js'
import type { TopicPartitionMap } from '../topic-partition.js'

/** Every record before an offset goes; -1 is the high watermark. */
export function deleteRecords(
  cluster: Cluster,
  beforeOffsets: TopicPartitionMap<number>,
  deadline: Deadline,
): Promise<PartitionOutcomes<{ readonly lowWatermark: number }>> {
  return callLeaders(
    cluster,
    beforeOffsets,
    {
      api: calls.deleteRecords,
      build: (asked) => ({
        topics: [...asked.byTopic()].map(([name, partitions]) => ({
          name,
          partitions: [...partitions].map(([partitionIndex, offset]) => ({ partitionIndex, offset })),
        })),
        timeoutMs: Math.floor(deadline.leftMs),
      }),
      *read(response) {
        for (const { name, partitions } of response.topics) {
          for (const { partitionIndex, lowWatermark, errorCode } of partitions) {
            yield { topic: name, partition: partitionIndex, errorCode, value: { lowWatermark } }
          }
        }
      },
    },
    deadline,
  )
}
