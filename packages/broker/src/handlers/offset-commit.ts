/**
 * OffsetCommit, versions 0 to 10. 0: no generation and member, as simple consumers. 1: a timestamp with
 * each offset. 2 to 4: a retention with the request, kept as an expiry with each offset. 7: static members.
 * 9: GROUP_ID_NOT_FOUND for unknown groups. 10: topics by id. Version 0 of old brokers went to ZooKeeper;
 * here it is stored like the others. Offsets of topics or partitions that do not exist are refused one by
 * one.
 */
import { errorCode, type KafkaErrorName } from '@samsa/protocol/kafka-errors'
import {
  type OffsetCommitRequest,
  type OffsetCommitRequestPartition,
  type OffsetCommitRequestTopic,
  offsetCommitRequest,
} from '@samsa/protocol/messages/offset-commit-request'
import { offsetCommitResponse } from '@samsa/protocol/messages/offset-commit-response'
import type { OffsetOfPartition } from '../groups/core/offsets/commit-offsets.js'
import { handler } from '../handler.js'
import type { TopicImage } from '../metadata/metadata-image.js'
import type { MetadataView } from '../metadata/metadata-view.js'

export const offsetCommit = handler(
  offsetCommitRequest,
  offsetCommitResponse,
  {
    versions: [0, 10],
    failed: (request, code) => response(request, () => code),
  },
  async (broker, request, { apiVersion }) => {
    const { offsets, places, refused } = sortOut(
      broker.metadata,
      request,
      apiVersion,
      broker.host.clock.wall(),
    )
    if (offsets.length === 0)
      return response(request, (partition) => errorCode(refused.get(partition) ?? 'NONE'))
    const reply = await broker.groups.commitOffsets({
      groupId: request.groupId,
      generationId: request.generationIdOrMemberEpoch,
      memberId: request.memberId,
      groupInstanceId: request.groupInstanceId,
      offsets,
      knowsGroupNotFound: apiVersion >= 9,
    })
    return response(request, (partition) => {
      const place = places.get(partition)
      const ofGroup = reply.error !== 'NONE' || place === undefined ? reply.error : reply.partitions[place]
      return errorCode(refused.get(partition) ?? ofGroup ?? 'UNKNOWN_SERVER_ERROR')
    })
  },
)

interface SortedOut {
  readonly offsets: readonly OffsetOfPartition[]
  /** Index in `offsets`. */
  readonly places: ReadonlyMap<OffsetCommitRequestPartition, number>
  readonly refused: ReadonlyMap<OffsetCommitRequestPartition, KafkaErrorName>
}

function sortOut(
  metadata: MetadataView,
  request: OffsetCommitRequest,
  apiVersion: number,
  now: number,
): SortedOut {
  const offsets: OffsetOfPartition[] = []
  const places = new Map<OffsetCommitRequestPartition, number>()
  const refused = new Map<OffsetCommitRequestPartition, KafkaErrorName>()
  for (const asked of request.topics) {
    const topic = topicOf(metadata, asked, apiVersion)
    for (const partition of asked.partitions) {
      if (topic?.partitions[partition.partitionIndex] !== undefined) {
        places.set(partition, offsets.length)
        offsets.push(offsetToCommit(topic, partition, request.retentionTimeMs, now))
      } else {
        const byId = topic === undefined && apiVersion >= 10
        refused.set(partition, byId ? 'UNKNOWN_TOPIC_ID' : 'UNKNOWN_TOPIC_OR_PARTITION')
      }
    }
  }
  return { offsets, places, refused }
}

function topicOf(
  metadata: MetadataView,
  asked: OffsetCommitRequestTopic,
  apiVersion: number,
): TopicImage | undefined {
  return apiVersion >= 10 ? metadata.topicById(asked.topicId) : metadata.topic(asked.name)
}

function offsetToCommit(
  topic: TopicImage,
  partition: OffsetCommitRequestPartition,
  retentionTimeMs: number,
  now: number,
): OffsetOfPartition {
  return {
    topic: topic.name,
    partition: partition.partitionIndex,
    commit: {
      offset: partition.committedOffset,
      leaderEpoch: partition.committedLeaderEpoch,
      metadata: partition.committedMetadata ?? '',
      commitTimestamp: partition.commitTimestamp === -1 ? now : partition.commitTimestamp,
      expireTimestamp: retentionTimeMs === -1 ? -1 : now + retentionTimeMs,
      topicId: topic.topicId,
    },
  }
}

function response(request: OffsetCommitRequest, codeOf: (partition: OffsetCommitRequestPartition) => number) {
  const topics = request.topics.map(({ name, topicId, partitions }) => ({
    name,
    topicId,
    partitions: partitions.map((partition) => ({
      partitionIndex: partition.partitionIndex,
      errorCode: codeOf(partition),
    })),
  }))
  return { topics }
}
