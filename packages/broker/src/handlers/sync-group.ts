/**
 * SyncGroup, versions 0 to 5. 3: static members (KIP-345). 5: protocol type and name must be there, are
 * checked and answered (KIP-559).
 */
import { errorCode } from '@samsa/protocol/kafka-errors'
import { syncGroupRequest } from '@samsa/protocol/messages/sync-group-request'
import { syncGroupResponse } from '@samsa/protocol/messages/sync-group-response'
import { handler } from '../handler.js'

export const syncGroup = handler(
  syncGroupRequest,
  syncGroupResponse,
  { versions: [0, 5] },
  async (broker, request, { apiVersion }) => {
    if (apiVersion >= 5 && (request.protocolType === null || request.protocolName === null)) {
      return { errorCode: errorCode('INCONSISTENT_GROUP_PROTOCOL') }
    }
    const reply = await broker.groups.syncGroup({
      groupId: request.groupId,
      generationId: request.generationId,
      memberId: request.memberId,
      groupInstanceId: request.groupInstanceId,
      protocolType: request.protocolType,
      protocolName: request.protocolName,
      assignments: new Map(
        request.assignments.map(({ memberId, assignment }) => [memberId, assignment.slice()]),
      ),
    })
    const { protocolType, protocolName, assignment } = reply
    return { errorCode: errorCode(reply.error), protocolType, protocolName, assignment }
  },
)
