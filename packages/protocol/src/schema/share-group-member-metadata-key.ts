/**
 * ShareGroupMemberMetadataKey.
 */
import type { MessageSchema } from './message-schema.js'

export const shareGroupMemberMetadataKey: MessageSchema = {
  name: 'ShareGroupMemberMetadataKey',
  kind: 'coordinator-key',
  apiKey: 10,
  validVersions: '0',
  flexibleVersions: 'none',
  about: 'ShareGroupMemberMetadataKey',
  fields: [
    { name: 'groupId', type: 'string', versions: '0+' },
    { name: 'memberId', type: 'string', versions: '0+' },
  ],
}
