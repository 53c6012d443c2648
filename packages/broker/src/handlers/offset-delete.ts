/**
 * OffsetDelete (KIP-496), version 0: removes committed offsets of topics that the group does not subscribe
 * to.
 */
import { errorCode } from '@samsa/protocol/kafka-errors'
import {
  type OffsetDeleteRequestPartition,
  offsetDeleteRequest,
} from '@samsa/protocol/messages/offset-delete-request'
import { offsetDeleteResponse } from '@samsa/protocol/messages/offset-delete-response'
import type { PartitionOfTopic } from '../groups/core/offsets/delete-offsets.js'
import { handler } from '../handler.js'

export const offsetDelete = handler(
  offsetDeleteRequest,
  offsetDeleteResponse,
  { versions: [0, 0] },
  async (broker, request) => {
    const existing: PartitionOfTopic[] = []
    const places = new Map<OffsetDeleteRequestPartition, number>()
    for (const { name, partitions } of request.topics) {
      const topic = broker.metadata.topic(name)
      for (const partition of partitions) {
        if (topic?.partitions[partition.partitionIndex] === undefined) continue
        places.set(partition, existing.length)
        existing.push({ topic: name, partition: partition.partitionIndex })
      }
    }
    const reply = await broker.groups.deleteOffsets(request.groupId, existing)
    if (reply.error !== 'NONE') return { errorCode: errorCode(reply.error) }
    const topics = request.topics.map(({ name, partitions }) => ({
      name,
      partitions: partitions.map((partition) => {
        const error = reply.partitions[places.get(partition) ?? -1] ?? 'UNKNOWN_TOPIC_OR_PARTITION'
        return { partitionIndex: partition.partitionIndex, errorCode: errorCode(error) }
      }),
    }))
    return { topics }
  },
)
