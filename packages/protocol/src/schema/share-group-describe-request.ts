/**
 * Request: ShareGroupDescribeRequest, its fields and versions as data.
 * Asks for state and members of share groups.
 */
import type { MessageSchema } from './message-schema.js'

export const shareGroupDescribeRequest: MessageSchema = {
  name: 'ShareGroupDescribeRequest',
  kind: 'request',
  apiKey: 77,
  validVersions: '0-1',
  flexibleVersions: '0+',
  about: 'Asks for state and members of share groups.',
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
