/**
 * JoinGroup, versions 0 to 9. 0: one timeout for session and rebalance. 4: dynamic members must come back
 * with the id they were given (KIP-394). 5: static members (KIP-345). 7: protocol type in the answer. 8:
 * reason. 9: the leader may be told to skip the assignment (KIP-814). Nothing of the request is kept as a
 * view of its frame.
 */
import { errorCode } from '@samsa/protocol/kafka-errors'
import { joinGroupRequest } from '@samsa/protocol/messages/join-group-request'
import { joinGroupResponse } from '@samsa/protocol/messages/join-group-response'
import { handler } from '../handler.js'

export const joinGroup = handler(
  joinGroupRequest,
  joinGroupResponse,
  { versions: [0, 9] },
  async (broker, request, call) => {
    const { apiVersion } = call
    const reply = await broker.groups.joinGroup({
      groupId: request.groupId,
      memberId: request.memberId,
      groupInstanceId: request.groupInstanceId,
      clientId: call.clientId,
      clientHost: `/${call.connection.peerHost}`,
      sessionTimeoutMs: request.sessionTimeoutMs,
      rebalanceTimeoutMs: apiVersion === 0 ? request.sessionTimeoutMs : request.rebalanceTimeoutMs,
      protocolType: request.protocolType,
      protocols: request.protocols,
      reason: request.reason,
      requiresKnownMemberId: apiVersion >= 4,
      supportsSkippingAssignment: apiVersion >= 9,
    })
    return {
      errorCode: errorCode(reply.error),
      generationId: reply.generationId,
      protocolType: reply.protocolType,
      protocolName: reply.protocolName ?? (apiVersion >= 7 ? null : ''),
      leader: reply.leader,
      skipAssignment: reply.skipAssignment,
      memberId: reply.memberId,
      members: reply.members,
    }
  },
)
