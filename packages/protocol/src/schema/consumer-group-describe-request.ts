/**
 * ConsumerGroupDescribeRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const consumerGroupDescribeRequest: MessageSchema = {
  name: 'ConsumerGroupDescribeRequest',
  kind: 'request',
  apiKey: 69,
  validVersions: '0-1',
  flexibleVersions: '0+',
  about: 'ConsumerGroupDescribeRequest',
  fields: [
    { name: 'groupIds', type: '[]string', versions: '0+', entityType: 'groupId' },
    { name: 'includeAuthorizedOperations', type: 'bool', versions: '0+' },
  ],
}
