/**
 * AlterConfigs (API 33): the older way, which replaces all overrides of a resource by those given.
 */
import { alterConfigsRequest } from '@samsa/protocol/messages/alter-configs-request'
import { alterConfigsResponse } from '@samsa/protocol/messages/alter-configs-response'
import { handler } from '../handler.js'
import { alterResources } from './alter-resources.js'

export const alterConfigs = handler(
  alterConfigsRequest,
  alterConfigsResponse,
  {
    versions: [0, 2],
    failed: (request, code) => ({
      responses: request.resources.map(({ resourceType, resourceName }) => ({
        errorCode: code,
        resourceType,
        resourceName,
      })),
    }),
  },
  async (broker, request) => {
    const asked = request.resources.map(({ resourceType, resourceName, configs }) => ({
      resourceType,
      resourceName,
      mode: 'replace' as const,
      edits: configs.map(({ name, value }) => ({ name, operation: 'set' as const, value })),
    }))
    return { responses: await alterResources(broker, asked, request.validateOnly) }
  },
)
