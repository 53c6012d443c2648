/**
 * ListConfigResources (API 74, KIP-1142): what has settings. Version 0, then called ListClientMetricsResources,
 * asks for client metrics subscriptions alone; version 1 for the types it names, or all.
 */
import { errorCode } from '@samsa/protocol/kafka-errors'
import { listConfigResourcesRequest } from '@samsa/protocol/messages/list-config-resources-request'
import { listConfigResourcesResponse } from '@samsa/protocol/messages/list-config-resources-response'
import type { ConfigResourceType } from '../controller/controller.js'
import { handler } from '../handler.js'
import type { MetadataImage } from '../metadata/metadata-image.js'
import { configResourceType, configResourceTypes } from './config-resource-types.js'

const CLIENT_METRICS = 16

export const listConfigResources = handler(
  listConfigResourcesRequest,
  listConfigResourcesResponse,
  { versions: [0, 1] },
  (broker, request, call) => {
    const asked = call.apiVersion === 0 ? [CLIENT_METRICS] : request.resourceTypes
    const types = asked.length === 0 ? configResourceTypes.map(([number]) => number) : [...new Set(asked)]
    if (types.some((number) => configResourceType(number) === undefined)) {
      return { errorCode: errorCode('UNSUPPORTED_VERSION') }
    }
    const configResources = types.flatMap((resourceType) =>
      namesOf(broker.metadata.image, configResourceType(resourceType) as ConfigResourceType).map(
        (resourceName) => ({
          resourceName,
          resourceType,
        }),
      ),
    )
    return { errorCode: 0, configResources }
  },
)

function namesOf(image: MetadataImage, type: ConfigResourceType): readonly string[] {
  switch (type) {
    case 'topic':
      return [...image.topics.keys()]
    case 'broker':
    case 'broker-logger':
      return [...image.brokers.keys()].map(String)
    case 'client-metrics':
      return [...image.clientMetricsConfigs.keys()]
    case 'group':
      return [...image.groupConfigs.keys()]
  }
}
