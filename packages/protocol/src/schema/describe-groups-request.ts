/**
 * DescribeGroupsRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const describeGroupsRequest: MessageSchema = {
  name: 'DescribeGroupsRequest',
  kind: 'request',
  apiKey: 15,
  validVersions: '0-6',
  flexibleVersions: '5+',
  about: 'DescribeGroupsRequest',
  fields: [
    { name: 'groups', type: '[]string', versions: '0+', entityType: 'groupId' },
    { name: 'includeAuthorizedOperations', type: 'bool', versions: '3+' },
  ],
}
