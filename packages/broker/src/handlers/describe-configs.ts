/**
 * DescribeConfigs (API 32): settings of topics, brokers, loggers, groups and client metrics subscriptions, with their
 * sources and, if asked, synonyms and documentation.
 *
 * Versions: 0 tells only whether a value is the default; 1 tells sources and synonyms; 3 types and documentation.
 */
import { errorCode } from '@samsa/protocol/kafka-errors'
import type { Draft } from '@samsa/protocol/message-type'
import {
  type DescribeConfigsRequest,
  type DescribeConfigsResource,
  describeConfigsRequest,
} from '@samsa/protocol/messages/describe-configs-request'
import {
  type DescribeConfigsResourceResult,
  type DescribeConfigsResult,
  describeConfigsResponse,
} from '@samsa/protocol/messages/describe-configs-response'
import type { Broker } from '../broker.js'
import type { Refusal } from '../controller/controller.js'
import {
  type ConfigEntry,
  configSource,
  describeBrokerConfigs,
  describeBrokerLoggers,
  describeClientMetricsConfigs,
  describeClusterConfigs,
  describeGroupConfigs,
  describeTopicConfigs,
} from '../controller/core/describe-configs.js'
import { refuse } from '../controller/core/refusal.js'
import { handler } from '../handler.js'
import { topicNameProblem } from '../metadata/core/topic-name.js'
import { configResourceType } from './config-resource-types.js'

export const describeConfigs = handler(
  describeConfigsRequest,
  describeConfigsResponse,
  {
    versions: [0, 4],
    failed: (request, code) => ({
      results: request.resources.map(({ resourceType, resourceName }) => ({
        resourceType,
        resourceName,
        errorCode: code,
      })),
    }),
  },
  (broker, request, call) => ({
    results: request.resources.map((resource) => describe(broker, request, resource, call.apiVersion)),
  }),
)

function describe(
  broker: Broker,
  request: DescribeConfigsRequest,
  resource: DescribeConfigsResource,
  apiVersion: number,
): Draft<DescribeConfigsResult> {
  const { resourceType, resourceName, configurationKeys } = resource
  const found = entriesOf(broker, resource)
  if ('error' in found) {
    return {
      resourceType,
      resourceName,
      errorCode: errorCode(found.error),
      errorMessage: found.message ?? '',
    }
  }
  // An empty list of keys asks for nothing before version 1 and after it; kafka-configs sends null for everything.
  const keys = configurationKeys === null ? undefined : new Set(configurationKeys)
  const wanted = keys === undefined ? found : found.filter((entry) => keys.has(entry.name))
  return {
    resourceType,
    resourceName,
    errorCode: 0,
    errorMessage: '',
    configs: wanted.map((entry) => told(request, entry, apiVersion)),
  }
}

function told(
  request: DescribeConfigsRequest,
  entry: ConfigEntry,
  apiVersion: number,
): Draft<DescribeConfigsResourceResult> {
  return {
    name: entry.name,
    value: entry.value,
    readOnly: entry.readOnly,
    isDefault: apiVersion === 0 && entry.source === configSource.default,
    configSource: entry.source,
    isSensitive: entry.isSensitive,
    synonyms: request.includeSynonyms ? entry.synonyms : [],
    configType: entry.type,
    documentation: request.includeDocumentation ? entry.documentation : null,
  }
}

function entriesOf(broker: Broker, resource: DescribeConfigsResource): readonly ConfigEntry[] | Refusal {
  const { resourceType, resourceName: name } = resource
  const context = { config: broker.config, image: broker.metadata.image, nodeId: broker.nodeId }
  switch (configResourceType(resourceType)) {
    case 'topic': {
      if (topicNameProblem(name) !== undefined)
        return refuse('INVALID_TOPIC_EXCEPTION', topicNameProblem(name) ?? null)
      const topic = broker.metadata.topic(name)
      return topic === undefined
        ? refuse('UNKNOWN_TOPIC_OR_PARTITION', null)
        : describeTopicConfigs(context, topic.configs)
    }
    case 'broker':
      if (name === '') return describeClusterConfigs(context)
      return brokerProblem(broker, name) ?? describeBrokerConfigs(context)
    case 'broker-logger':
      return brokerProblem(broker, name) ?? describeBrokerLoggers()
    case 'client-metrics':
      return name === ''
        ? refuse('INVALID_REQUEST', 'Client metrics subscription name must not be empty')
        : describeClientMetricsConfigs(context, name)
    case 'group':
      return name === ''
        ? refuse('INVALID_REQUEST', 'Group name must not be empty')
        : describeGroupConfigs(context, name)
    default:
      return refuse('INVALID_REQUEST', `Unsupported resource type: ${resourceType}`)
  }
}

function brokerProblem(broker: Broker, name: string): Refusal | undefined {
  if (!/^-?\d+$/.test(name))
    return refuse('INVALID_REQUEST', `Broker id must be an integer, but it is: ${name}`)
  if (Number(name) === broker.nodeId) return undefined
  return refuse(
    'INVALID_REQUEST',
    `Unexpected broker id, expected ${broker.nodeId} or empty string, but received ${name}`,
  )
}
