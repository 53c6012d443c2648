/**
 * Request: ConsumerGroupDescribeRequest, its fields and versions as data.
 * Asks for state and members of groups of the newer consumer protocol.
 */
import type { MessageSchema } from './message-schema.js'

export const consumerGroupDescribeRequest: MessageSchema = {
  name: 'ConsumerGroupDescribeRequest',
  kind: 'request',
  apiKey: 69,
  validVersions: '0-1',
  flexibleVersions: '0+',
  about: 'Asks for state and members of groups of the newer consumer protocol.',
  fields: [
    { name: 'groupIds', type: '[]string', versions: '0+', entityType: 'groupId' },
    {
      name: 'includeAuthorizedOperations',
      type: 'bool',
      versions: '0+',
      about: 'Whether to say what the asker may do.',
    },
  ],
}
