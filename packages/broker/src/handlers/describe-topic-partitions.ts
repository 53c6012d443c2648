/**
 * DescribeTopicPartitions (API 75, KIP-966): partitions page by page, topics in name order. A page holds at most
 * `max.request.partition.size.limit` partitions; the cursor of the answer says where the next one begins.
 */
import { errorCode } from '@samsa/protocol/kafka-errors'
import type { Draft } from '@samsa/protocol/message-type'
import {
  type DescribeTopicPartitionsRequest,
  describeTopicPartitionsRequest,
} from '@samsa/protocol/messages/describe-topic-partitions-request'
import {
  type DescribeTopicPartitionsResponse,
  type DescribeTopicPartitionsResponseTopic,
  describeTopicPartitionsResponse,
} from '@samsa/protocol/messages/describe-topic-partitions-response'
import { zeroUuid } from '@samsa/protocol/model/uuid'
import type { Broker } from '../broker.js'
import { handler } from '../handler.js'
import { isInternalTopic, topicNameProblem } from '../metadata/core/topic-name.js'
import type { TopicImage } from '../metadata/metadata-image.js'
import { TOPIC_OPERATIONS } from './authorized-operations.js'
import { isOffline } from './metadata.js'

export const describeTopicPartitions = handler(
  describeTopicPartitionsRequest,
  describeTopicPartitionsResponse,
  { versions: [0, 0], failed },
  answer,
)

function answer(
  broker: Broker,
  request: DescribeTopicPartitionsRequest,
): Draft<DescribeTopicPartitionsResponse> {
  const { cursor } = request
  if (cursor !== null && cursor.partitionIndex < 0) return failed(request, errorCode('INVALID_REQUEST'))
  let left = pageSize(broker, request.responsePartitionLimit)
  const topics: Draft<DescribeTopicPartitionsResponseTopic>[] = []
  for (const name of namesFrom(broker, request)) {
    const topic = broker.metadata.topic(name)
    const first = name === cursor?.topicName ? cursor.partitionIndex : 0
    if (topic === undefined) {
      topics.push(unknown(name))
      continue
    }
    if (left === 0) return { topics, nextCursor: { topicName: name, partitionIndex: first } }
    const end = Math.min(topic.partitions.length, first + left)
    topics.push(describe(broker, topic, first, end))
    left -= Math.max(0, end - first)
    if (end < topic.partitions.length) return { topics, nextCursor: { topicName: name, partitionIndex: end } }
  }
  return { topics, nextCursor: null }
}

function pageSize(broker: Broker, asked: number): number {
  return Math.max(1, Math.min(broker.config.get('max.request.partition.size.limit'), asked))
}

/** In order, from the cursor's topic on. One that is gone meanwhile is told of only if it was asked for. */
function namesFrom(broker: Broker, request: DescribeTopicPartitionsRequest): readonly string[] {
  const asked =
    request.topics.length === 0
      ? [...broker.metadata.topics()].map((topic) => topic.name)
      : [...new Set(request.topics.map((topic) => topic.name))]
  const from = request.cursor?.topicName ?? ''
  return asked.filter((name) => name >= from).sort()
}

function unknown(name: string): Draft<DescribeTopicPartitionsResponseTopic> {
  const invalid = topicNameProblem(name) !== undefined
  return {
    errorCode: errorCode(invalid ? 'INVALID_TOPIC_EXCEPTION' : 'UNKNOWN_TOPIC_OR_PARTITION'),
    name,
    topicId: zeroUuid,
    isInternal: isInternalTopic(name),
  }
}

function describe(
  broker: Broker,
  topic: TopicImage,
  first: number,
  end: number,
): Draft<DescribeTopicPartitionsResponseTopic> {
  const partitions = topic.partitions.slice(first, end).map((partition) => {
    const offline = isOffline(broker, topic, partition)
    return {
      errorCode: offline || partition.leader < 0 ? errorCode('LEADER_NOT_AVAILABLE') : 0,
      partitionIndex: partition.index,
      leaderId: offline ? -1 : partition.leader,
      leaderEpoch: partition.leaderEpoch,
      replicaNodes: partition.replicas,
      isrNodes: partition.isr,
      eligibleLeaderReplicas: [],
      lastKnownElr: [],
      offlineReplicas: offline ? [broker.nodeId] : [],
    }
  })
  return {
    name: topic.name,
    topicId: topic.topicId,
    isInternal: isInternalTopic(topic.name),
    partitions,
    topicAuthorizedOperations: TOPIC_OPERATIONS,
  }
}

function failed(
  request: DescribeTopicPartitionsRequest,
  code: number,
): Draft<DescribeTopicPartitionsResponse> {
  return { topics: request.topics.map(({ name }) => ({ errorCode: code, name })) }
}
