/**
 * IncrementalAlterConfigs (API 44, KIP-339): sets, deletes, appends to and subtracts from settings of topics, brokers,
 * groups and client metrics subscriptions. What was altered is durable and in force when the answer arrives.
 */
import { errorCode } from '@samsa/protocol/kafka-errors'
import {
  type IncrementalAlterConfigsRequestAlterConfigsResource,
  incrementalAlterConfigsRequest,
} from '@samsa/protocol/messages/incremental-alter-configs-request'
import { incrementalAlterConfigsResponse } from '@samsa/protocol/messages/incremental-alter-configs-response'
import type { ConfigEdit, ConfigOperation } from '../controller/controller.js'
import { handler } from '../handler.js'
import { type AskedAlteration, alterResources } from './alter-resources.js'

const OPERATIONS: readonly ConfigOperation[] = ['set', 'delete', 'append', 'subtract']

export const incrementalAlterConfigs = handler(
  incrementalAlterConfigsRequest,
  incrementalAlterConfigsResponse,
  {
    versions: [0, 1],
    failed: (request, code) => ({
      responses: request.resources.map(({ resourceType, resourceName }) => ({
        errorCode: code,
        resourceType,
        resourceName,
      })),
    }),
  },
  async (broker, request) => ({
    responses: await alterResources(broker, request.resources.map(asked), request.validateOnly),
  }),
)

function asked(resource: IncrementalAlterConfigsRequestAlterConfigsResource): AskedAlteration {
  const { resourceType, resourceName } = resource
  const edits: ConfigEdit[] = []
  for (const { name, configOperation, value } of resource.configs) {
    const operation = OPERATIONS[configOperation]
    // Kafka's own answer to an operation that does not exist.
    if (operation === undefined) {
      return {
        resourceType,
        resourceName,
        mode: 'edit',
        edits: [],
        refusedWith: errorCode('UNKNOWN_SERVER_ERROR'),
      }
    }
    edits.push({ name, operation, value })
  }
  return { resourceType, resourceName, mode: 'edit', edits }
}
