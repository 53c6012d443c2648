/**
 * Metadata (API 3): brokers, topics, leaders; and the creation of a topic that is asked for and not there, if both the
 * client and `auto.create.topics.enable` allow it. A topic created here can be used when the answer arrives.
 *
 * Versions: 0 asks for all topics with an empty list, later ones with null; 10 and 11 carry topic ids in answers only;
 * 12 asks by id; 13 has an error of its own; 8 to 10 tell what may be done to the cluster.
 */
import { errorCode, type KafkaErrorName } from '@samsa/protocol/kafka-errors'
import type { Draft } from '@samsa/protocol/message-type'
import {
  type MetadataRequest,
  type MetadataRequestTopic,
  metadataRequest,
} from '@samsa/protocol/messages/metadata-request'
import {
  type MetadataResponse,
  type MetadataResponsePartition,
  type MetadataResponseTopic,
  metadataResponse,
} from '@samsa/protocol/messages/metadata-response'
import { zeroUuid } from '@samsa/protocol/model/uuid'
import type { Broker } from '../broker.js'
import { type Call, handler } from '../handler.js'
import { isInternalTopic, topicNameProblem } from '../metadata/core/topic-name.js'
import type { PartitionImage, TopicImage } from '../metadata/metadata-image.js'
import { CLUSTER_OPERATIONS, NOT_ASKED, TOPIC_OPERATIONS } from './authorized-operations.js'
import { brokersFor } from './broker-addresses.js'

export const metadata = handler(metadataRequest, metadataResponse, { versions: [0, 13], failed }, answer)

async function answer(
  broker: Broker,
  request: MetadataRequest,
  call: Call,
): Promise<Draft<MetadataResponse>> {
  const { apiVersion } = call
  if (request.topics?.some((topic) => isWrongBefore12(topic)) && apiVersion < 12) {
    return failed(request, errorCode('INVALID_REQUEST'))
  }
  const wantsAll = request.topics === null || (apiVersion === 0 && request.topics.length === 0)
  const operations = request.includeTopicAuthorizedOperations ? TOPIC_OPERATIONS : NOT_ASKED
  const topics = wantsAll
    ? [...broker.metadata.topics()].map((topic) => describe(broker, topic))
    : await askedTopics(broker, request)
  const { image } = broker.metadata
  return {
    brokers: brokersFor(broker, call).map(({ id, host, port, rack }) => ({ nodeId: id, host, port, rack })),
    clusterId: broker.clusterId,
    controllerId: image.controllerId,
    topics: topics.map((topic) => ({ ...topic, topicAuthorizedOperations: operations })),
    clusterAuthorizedOperations: request.includeClusterAuthorizedOperations ? CLUSTER_OPERATIONS : NOT_ASKED,
  }
}

/** Until version 12 a topic has a name and no id. */
function isWrongBefore12(topic: MetadataRequestTopic): boolean {
  return topic.name === null || topic.topicId !== zeroUuid
}

async function askedTopics(
  broker: Broker,
  request: MetadataRequest,
): Promise<Draft<MetadataResponseTopic>[]> {
  const seen = new Set<string>()
  const asked = (request.topics ?? []).filter(({ name, topicId }) => {
    const key = topicId === zeroUuid ? `name ${name}` : topicId
    return !seen.has(key) && seen.add(key)
  })
  const create = request.allowAutoTopicCreation && broker.config.get('auto.create.topics.enable')
  return Promise.all(asked.map((topic) => askedTopic(broker, topic, create)))
}

async function askedTopic(
  broker: Broker,
  asked: MetadataRequestTopic,
  create: boolean,
): Promise<Draft<MetadataResponseTopic>> {
  const { name, topicId } = asked
  if (topicId !== zeroUuid) {
    const topic = broker.metadata.topicById(topicId)
    return topic === undefined ? unknown('UNKNOWN_TOPIC_ID', null, topicId) : describe(broker, topic)
  }
  if (name === null) return unknown('UNKNOWN_TOPIC_ID', null, topicId)
  const topic = broker.metadata.topic(name)
  if (topic !== undefined) return describe(broker, topic)
  if (topicNameProblem(name) !== undefined) return unknown('INVALID_TOPIC_EXCEPTION', name, zeroUuid)
  if (!create) return unknown('UNKNOWN_TOPIC_OR_PARTITION', name, zeroUuid)
  const ensured = await broker.controller.ensureTopic(name)
  return 'topic' in ensured ? describe(broker, ensured.topic) : unknown(ensured.refusal.error, name, zeroUuid)
}

function unknown(
  error: KafkaErrorName,
  name: string | null,
  topicId: MetadataRequestTopic['topicId'],
): Draft<MetadataResponseTopic> {
  return {
    errorCode: errorCode(error),
    name,
    topicId,
    isInternal: name !== null && isInternalTopic(name),
    partitions: [],
  }
}

function describe(broker: Broker, topic: TopicImage): Draft<MetadataResponseTopic> {
  return {
    errorCode: 0,
    name: topic.name,
    topicId: topic.topicId,
    isInternal: isInternalTopic(topic.name),
    partitions: topic.partitions.map((partition) => describePartition(broker, topic, partition)),
  }
}

function describePartition(
  broker: Broker,
  topic: TopicImage,
  partition: PartitionImage,
): Draft<MetadataResponsePartition> {
  const offline = isOffline(broker, topic, partition)
  const leaderless = offline || partition.leader < 0
  return {
    errorCode: leaderless ? errorCode('LEADER_NOT_AVAILABLE') : 0,
    partitionIndex: partition.index,
    leaderId: leaderless ? -1 : partition.leader,
    leaderEpoch: partition.leaderEpoch,
    replicaNodes: partition.replicas as number[],
    isrNodes: partition.isr as number[],
    offlineReplicas: offline ? [broker.nodeId] : [],
  }
}

/** Its log directory failed under this broker. */
export function isOffline(broker: Broker, topic: TopicImage, partition: PartitionImage): boolean {
  if (partition.leader !== broker.nodeId) return false
  return broker.partitions.offline(topic.name, partition.index) !== undefined
}

/** Before version 13 an error of the whole request is told once for each topic that was asked for. */
function failed(request: MetadataRequest, code: number): Draft<MetadataResponse> {
  const topics = (request.topics ?? []).map(({ name, topicId }) => ({
    errorCode: code,
    name: name ?? '',
    topicId,
    partitions: [],
  }))
  return { errorCode: code, topics }
}
