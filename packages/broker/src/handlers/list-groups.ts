/**
 * ListGroups, versions 0 to 5: the groups this broker coordinates. 4: filter by state (KIP-518). 5: type
 * and filter by type (KIP-848). A filter that names nothing known lets nothing through.
 */
import { errorCode } from '@samsa/protocol/kafka-errors'
import { listGroupsRequest } from '@samsa/protocol/messages/list-groups-request'
import { listGroupsResponse } from '@samsa/protocol/messages/list-groups-response'
import { isListed } from '../groups/core/describe-group.js'
import { handler } from '../handler.js'

export const listGroups = handler(
  listGroupsRequest,
  listGroupsResponse,
  { versions: [0, 5] },
  async (broker, request) => {
    const listings = await broker.groups.listGroups()
    if ('error' in listings) return { errorCode: errorCode(listings.error), groups: [] }
    const states = lowerCase(request.statesFilter)
    const types = lowerCase(request.typesFilter)
    const groups = listings
      .filter((listing) => isListed(listing, states, types))
      .map(({ groupId, protocolType, state, type }) => ({
        groupId,
        protocolType,
        groupState: state,
        groupType: type,
      }))
    return { groups }
  },
)

function lowerCase(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.map((name) => name.trim().toLowerCase()))
}
