/**
 * ShareGroupMemberMetadataValue.
 */
import type { MessageSchema } from './message-schema.js'

export const shareGroupMemberMetadataValue: MessageSchema = {
  name: 'ShareGroupMemberMetadataValue',
  kind: 'coordinator-value',
  apiKey: 10,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'ShareGroupMemberMetadataValue',
  fields: [
    { name: 'rackId', type: 'string', versions: '0+', nullable: '0+' },
    { name: 'clientId', type: 'string', versions: '0+' },
    { name: 'clientHost', type: 'string', versions: '0+' },
    { name: 'subscribedTopicNames', type: '[]string', versions: '0+' },
  ],
}
