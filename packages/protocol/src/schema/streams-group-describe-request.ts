/**
 * Request: StreamsGroupDescribeRequest, its fields and versions as data.
 * Asks for state, topology and members of streams groups.
 */
import type { MessageSchema } from './message-schema.js'

export const streamsGroupDescribeRequest: MessageSchema = {
  name: 'StreamsGroupDescribeRequest',
  kind: 'request',
  apiKey: 89,
  validVersions: '0-1',
  flexibleVersions: '0+',
  about: 'Asks for state, topology and members of streams groups.',
  fields: [
    { name: 'groupIds', type: '[]string', versions: '0+', entityType: 'groupId' },
    {
      name: 'includeAuthorizedOperations',
      type: 'bool',
      versions: '0+',
      about: 'Whether to say what the asker may do.',
    },
    { name: 'includeTopologyDescription', type: 'bool', versions: '1+' },
  ],
}
