/**
 * OffsetFetch, versions 0 to 10. 0: as old brokers answered from ZooKeeper: an offset that is not there is
 * UNKNOWN_TOPIC_OR_PARTITION. 2: all topics of a group, error at the top. 7: only stable offsets if asked
 * (KIP-447). 8: several groups in one request. 10: topics by id; an offset committed for an earlier topic
 * of the same name is then not told.
 */
import { errorCode, type KafkaErrorName } from '@samsa/protocol/kafka-errors'
import type { Draft } from '@samsa/protocol/message-type'
import { offsetFetchRequest } from '@samsa/protocol/messages/offset-fetch-request'
import {
  type OffsetFetchResponse,
  type OffsetFetchResponseGroup,
  type OffsetFetchResponsePartitions,
  offsetFetchResponse,
} from '@samsa/protocol/messages/offset-fetch-response'
import { type Uuid, zeroUuid } from '@samsa/protocol/model/uuid'
import type { Broker } from '../broker.js'
import type { OffsetsReply } from '../groups/core/group-replies.js'
import { offsetOf } from '../groups/core/offsets/group-offsets.js'
import { handler } from '../handler.js'

/** What is asked of one group, whatever the version. */
interface AskedGroup {
  readonly groupId: string
  /** Null: all that were committed. */
  readonly topics: readonly AskedTopic[] | null
}

interface AskedTopic {
  readonly name: string
  /** Zero: asked by name. */
  readonly topicId: Uuid
  readonly partitionIndexes: readonly number[]
}

export const offsetFetch = handler(
  offsetFetchRequest,
  offsetFetchResponse,
  { versions: [0, 10] },
  async (broker, request, { apiVersion }) => {
    const { requireStable } = request
    if (apiVersion >= 8) {
      const answers = request.groups.map(({ groupId, topics }) =>
        answerGroup(broker, { groupId, topics }, requireStable, apiVersion),
      )
      return { groups: await Promise.all(answers) }
    }
    const topics = request.topics && request.topics.map((topic) => ({ ...topic, topicId: zeroUuid }))
    const asked = { groupId: request.groupId, topics }
    return oneGroup(asked, await answerGroup(broker, asked, requireStable, apiVersion), apiVersion)
  },
)

async function answerGroup(
  broker: Broker,
  asked: AskedGroup,
  requireStable: boolean,
  apiVersion: number,
): Promise<OffsetFetchResponseGroup> {
  const { groupId } = asked
  const reply = await broker.groups.fetchOffsets(groupId, requireStable)
  if (reply.error !== 'NONE') return { groupId, topics: [], errorCode: errorCode(reply.error) }
  const byId = apiVersion >= 10
  const topics = asked.topics === null ? allTopics(broker, reply, byId) : named(broker, asked.topics, byId)
  const answers = topics.map(({ name, topicId, partitionIndexes, error }) => ({
    name,
    topicId,
    partitions: partitionIndexes.map((partition) =>
      error === undefined
        ? answerPartition(reply, name, topicId, partition, apiVersion)
        : noOffset(partition, error),
    ),
  }))
  return { groupId, topics: answers, errorCode: 0 }
}

interface ResolvedTopic extends AskedTopic {
  readonly error?: KafkaErrorName
}

function named(broker: Broker, topics: readonly AskedTopic[], byId: boolean): readonly ResolvedTopic[] {
  if (!byId) return topics
  return topics.map((topic): ResolvedTopic => {
    const image = broker.metadata.topicById(topic.topicId)
    return image === undefined ? { ...topic, error: 'UNKNOWN_TOPIC_ID' } : { ...topic, name: image.name }
  })
}

/** By id, topics that are gone cannot be told. */
function allTopics(broker: Broker, reply: OffsetsReply, byId: boolean): readonly ResolvedTopic[] {
  const topics: ResolvedTopic[] = []
  for (const [name, partitions] of reply.offsets) {
    const image = byId ? broker.metadata.topic(name) : undefined
    if (byId && image === undefined) continue
    const partitionIndexes = partitions.map(({ partition }) => partition)
    topics.push({ name, topicId: image?.topicId ?? zeroUuid, partitionIndexes })
  }
  return topics
}

function answerPartition(
  reply: OffsetsReply,
  topic: string,
  topicId: Uuid,
  partition: number,
  apiVersion: number,
): OffsetFetchResponsePartitions {
  if (reply.pending.some((pending) => offsetOf(pending, topic, partition) !== undefined)) {
    return noOffset(partition, 'UNSTABLE_OFFSET_COMMIT')
  }
  const committed = offsetOf(reply.offsets, topic, partition)
  const ofAnother = topicId !== zeroUuid && committed?.topicId !== zeroUuid && committed?.topicId !== topicId
  if (committed === undefined || ofAnother) {
    return noOffset(partition, apiVersion === 0 ? 'UNKNOWN_TOPIC_OR_PARTITION' : 'NONE')
  }
  return {
    partitionIndex: partition,
    committedOffset: committed.offset,
    committedLeaderEpoch: committed.leaderEpoch,
    metadata: committed.metadata,
    errorCode: 0,
  }
}

function noOffset(partitionIndex: number, error: KafkaErrorName): OffsetFetchResponsePartitions {
  return {
    partitionIndex,
    committedOffset: -1,
    committedLeaderEpoch: -1,
    metadata: '',
    errorCode: errorCode(error),
  }
}

/** Below version 8 there is one group; below 2 its error stands with each partition. */
function oneGroup(
  asked: AskedGroup,
  answer: OffsetFetchResponseGroup,
  apiVersion: number,
): Draft<OffsetFetchResponse> {
  if (apiVersion >= 2 || answer.errorCode === 0) {
    return {
      topics: answer.topics.map(({ name, partitions }) => ({ name, partitions })),
      errorCode: answer.errorCode,
    }
  }
  const topics = (asked.topics ?? []).map(({ name, partitionIndexes }) => ({
    name,
    partitions: partitionIndexes.map((partition) => ({
      ...noOffset(partition, 'NONE'),
      errorCode: answer.errorCode,
    })),
  }))
  return { topics }
}
