/**
 * LeaveGroup, versions 0 to 5. 0 to 2: one member, its error at the top. 3: a batch of members, each with
 * its own error, also by group instance id alone (KIP-345). 5: reason (KIP-800).
 */
import { errorCode } from '@samsa/protocol/kafka-errors'
import type { LeaveGroupRequest } from '@samsa/protocol/messages/leave-group-request'
import { leaveGroupRequest } from '@samsa/protocol/messages/leave-group-request'
import { leaveGroupResponse } from '@samsa/protocol/messages/leave-group-response'
import type { LeavingMember } from '../groups/core/classic/leave-group.js'
import { handler } from '../handler.js'

export const leaveGroup = handler(
  leaveGroupRequest,
  leaveGroupResponse,
  { versions: [0, 5] },
  async (broker, request, { apiVersion }) => {
    const members = leavingMembers(request, apiVersion)
    const reply = await broker.groups.leaveGroup({ groupId: request.groupId, members })
    if (apiVersion < 3 && reply.error === 'NONE') {
      return { errorCode: errorCode(reply.members[0]?.error ?? 'NONE') }
    }
    const results = reply.members.map(({ memberId, groupInstanceId, error }) => ({
      memberId,
      groupInstanceId,
      errorCode: errorCode(error),
    }))
    return { errorCode: errorCode(reply.error), members: results }
  },
)

function leavingMembers(request: LeaveGroupRequest, apiVersion: number): readonly LeavingMember[] {
  if (apiVersion >= 3) return request.members
  return [{ memberId: request.memberId, groupInstanceId: null, reason: null }]
}
