/**
 * DescribeGroups, versions 0 to 6: classic groups. An unknown one is Dead; from version 6 on that is
 * GROUP_ID_NOT_FOUND with a message. 3: authorized operations if asked; without an authorizer these are all
 * that groups have.
 */
import { errorCode, type KafkaErrorName } from '@samsa/protocol/kafka-errors'
import type { Draft } from '@samsa/protocol/message-type'
import { describeGroupsRequest } from '@samsa/protocol/messages/describe-groups-request'
import {
  type DescribeGroupsResponseDescribedGroup,
  describeGroupsResponse,
} from '@samsa/protocol/messages/describe-groups-response'
import type { GroupDescription } from '../groups/core/describe-group.js'
import { handler } from '../handler.js'
import { GROUP_OPERATIONS, NOT_ASKED } from './authorized-operations.js'

export const describeGroups = handler(
  describeGroupsRequest,
  describeGroupsResponse,
  {
    versions: [0, 6],
    failed: (request, code) => ({ groups: request.groups.map((groupId) => ({ groupId, errorCode: code })) }),
  },
  async (broker, request, { apiVersion }) => {
    const groups = request.groups.map(async (groupId) => {
      const described = await broker.groups.describeGroup(groupId)
      if (described !== undefined && 'error' in described) return undescribed(groupId, described.error)
      const authorizedOperations = request.includeAuthorizedOperations ? GROUP_OPERATIONS : NOT_ASKED
      if (described !== undefined) return { ...present(groupId, described), authorizedOperations }
      if (apiVersion < 6) return { groupId, groupState: 'Dead', authorizedOperations }
      const errorMessage = `There is no classic group ${groupId}.`
      return { ...undescribed(groupId, 'GROUP_ID_NOT_FOUND'), groupState: 'Dead', errorMessage }
    })
    return { groups: await Promise.all(groups) }
  },
)

function present(groupId: string, group: GroupDescription): Draft<DescribeGroupsResponseDescribedGroup> {
  return {
    groupId,
    groupState: group.state,
    protocolType: group.protocolType,
    protocolData: group.protocolName,
    members: group.members.map((member) => ({
      memberId: member.memberId,
      groupInstanceId: member.groupInstanceId,
      clientId: member.clientId,
      clientHost: member.clientHost,
      memberMetadata: member.metadata,
      memberAssignment: member.assignment,
    })),
  }
}

function undescribed(groupId: string, error: KafkaErrorName): Draft<DescribeGroupsResponseDescribedGroup> {
  return { groupId, errorCode: errorCode(error) }
}
