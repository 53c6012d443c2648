/**
 * StreamsGroupMemberMetadataKey.
 */
import type { MessageSchema } from './message-schema.js'

export const streamsGroupMemberMetadataKey: MessageSchema = {
  name: 'StreamsGroupMemberMetadataKey',
  kind: 'coordinator-key',
  apiKey: 19,
  validVersions: '0',
  flexibleVersions: 'none',
  about: 'StreamsGroupMemberMetadataKey',
  fields: [
    { name: 'groupId', type: 'string', versions: '0+' },
    { name: 'memberId', type: 'string', versions: '0+' },
  ],
}
