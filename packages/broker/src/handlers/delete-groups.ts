/**
 * DeleteGroups, versions 0 to 3: groups without members, with their offsets. 3: a message with each error.
 */
import { errorCode } from '@samsa/protocol/kafka-errors'
import { deleteGroupsRequest } from '@samsa/protocol/messages/delete-groups-request'
import { deleteGroupsResponse } from '@samsa/protocol/messages/delete-groups-response'
import { handler } from '../handler.js'

export const deleteGroups = handler(
  deleteGroupsRequest,
  deleteGroupsResponse,
  {
    versions: [0, 3],
    failed: (request, code) => ({
      results: [...new Set(request.groupsNames)].map((groupId) => ({ groupId, errorCode: code })),
    }),
  },
  async (broker, request) => {
    const deletions = [...new Set(request.groupsNames)].map(async (groupId) => {
      const { error } = await broker.groups.deleteGroup(groupId)
      return { groupId, errorCode: errorCode(error), errorMessage: messages[error] ?? null }
    })
    return { results: await Promise.all(deletions) }
  },
)

const messages: Readonly<Record<string, string>> = {
  NON_EMPTY_GROUP: 'The group has members.',
  GROUP_ID_NOT_FOUND: 'There is no such group.',
}
