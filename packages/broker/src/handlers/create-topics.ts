/**
 * CreateTopics (API 19): automatic or manual placement, settings, validation alone. A created topic can be used when
 * the answer arrives.
 *
 * Versions: 4 allows -1 for counts (KIP-464; earlier versions are not held to their own rule, as in Kafka);
 * 5 answers with counts and settings (KIP-525); 7 with the topic's id.
 */
import { errorCode } from '@samsa/protocol/kafka-errors'
import type { Draft } from '@samsa/protocol/message-type'
import {
  type CreatableTopic,
  type CreateTopicsRequest,
  createTopicsRequest,
} from '@samsa/protocol/messages/create-topics-request'
import {
  type CreatableTopicResult,
  type CreateTopicsResponse,
  createTopicsResponse,
} from '@samsa/protocol/messages/create-topics-response'
import type { Broker } from '../broker.js'
import { describeTopicConfigs } from '../controller/core/describe-configs.js'
import type { CreateTopicResult, NewTopic } from '../controller/controller.js'
import { handler } from '../handler.js'
import { repeatedNames } from './repeated-names.js'

export const createTopics = handler(
  createTopicsRequest,
  createTopicsResponse,
  {
    versions: [0, 7],
    failed: (request, code) => ({ topics: request.topics.map(({ name }) => wrong(name, code, null)) }),
  },
  answer,
)

async function answer(broker: Broker, request: CreateTopicsRequest): Promise<Draft<CreateTopicsResponse>> {
  const repeated = repeatedNames(request.topics)
  const topics = request.topics.filter(({ name }) => !repeated.has(name)).map(newTopic)
  const results = await broker.controller.createTopics(topics, { validateOnly: request.validateOnly })
  const invalid = errorCode('INVALID_REQUEST')
  return {
    topics: [
      ...results.map((result) => described(broker, result)),
      ...[...repeated].map((name) => wrong(name, invalid, 'Duplicate topic name.')),
    ],
  }
}

function newTopic(topic: CreatableTopic): NewTopic {
  const { name, numPartitions, replicationFactor, assignments, configs } = topic
  return {
    name,
    numPartitions,
    replicationFactor,
    assignments:
      assignments.length === 0
        ? undefined
        : assignments.map((each) => ({ partition: each.partitionIndex, brokers: each.brokerIds })),
    configs: Object.fromEntries(configs.map((config) => [config.name, config.value])),
  }
}

function described(broker: Broker, result: CreateTopicResult): Draft<CreatableTopicResult> {
  if (result.refusal !== undefined) {
    return wrong(result.name, errorCode(result.refusal.error), result.refusal.message)
  }
  const { topic } = result
  const configs = describeTopicConfigs(
    { config: broker.config, image: broker.metadata.image, nodeId: broker.nodeId },
    topic.configs,
  )
  return {
    name: topic.name,
    topicId: topic.topicId,
    errorMessage: null,
    numPartitions: topic.partitions.length,
    replicationFactor: topic.partitions[0]?.replicas.length ?? -1,
    configs: configs.map((entry) => ({
      name: entry.name,
      value: entry.value,
      readOnly: entry.readOnly,
      configSource: entry.source,
      isSensitive: entry.isSensitive,
    })),
  }
}

function wrong(name: string, code: number, errorMessage: string | null): Draft<CreatableTopicResult> {
  return { name, errorCode: code, errorMessage, numPartitions: -1, replicationFactor: -1, configs: [] }
}
