/**
 * StreamsGroupDescribeRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const streamsGroupDescribeRequest: MessageSchema = {
  name: 'StreamsGroupDescribeRequest',
  kind: 'request',
  apiKey: 89,
  validVersions: '0-1',
  flexibleVersions: '0+',
  about: 'StreamsGroupDescribeRequest',
  fields: [
    { name: 'groupIds', type: '[]string', versions: '0+', entityType: 'groupId' },
    { name: 'includeAuthorizedOperations', type: 'bool', versions: '0+' },
    { name: 'includeTopologyDescription', type: 'bool', versions: '1+' },
  ],
}
