/**
 * ConsumerGroupMemberMetadataKey.
 */
import type { MessageSchema } from './message-schema.js'

export const consumerGroupMemberMetadataKey: MessageSchema = {
  name: 'ConsumerGroupMemberMetadataKey',
  kind: 'coordinator-key',
  apiKey: 5,
  validVersions: '0',
  flexibleVersions: 'none',
  about: 'ConsumerGroupMemberMetadataKey',
  fields: [
    { name: 'groupId', type: 'string', versions: '0+' },
    { name: 'memberId', type: 'string', versions: '0+' },
  ],
}
