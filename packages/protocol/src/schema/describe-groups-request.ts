/**
 * Request: DescribeGroupsRequest, its fields and versions as data.
 * Asks for state and members of classic groups.
 */
import type { MessageSchema } from './message-schema.js'

export const describeGroupsRequest: MessageSchema = {
  name: 'DescribeGroupsRequest',
  kind: 'request',
  apiKey: 15,
  validVersions: '0-6',
  flexibleVersions: '5+',
  about: 'Asks for state and members of classic groups.',
  fields: [
    { name: 'groups', type: '[]string', versions: '0+', entityType: 'groupId' },
    {
      name: 'includeAuthorizedOperations',
      type: 'bool',
      versions: '3+',
      about: 'Whether to say what the asker may do.',
    },
  ],
}
