/**
 * ShareGroupDescribeRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const shareGroupDescribeRequest: MessageSchema = {
  name: 'ShareGroupDescribeRequest',
  kind: 'request',
  apiKey: 77,
  validVersions: '0-1',
  flexibleVersions: '0+',
  about: 'ShareGroupDescribeRequest',
  fields: [
    { name: 'groupIds', type: '[]string', versions: '0+', entityType: 'groupId' },
    { name: 'includeAuthorizedOperations', type: 'bool', versions: '0+' },
  ],
}
