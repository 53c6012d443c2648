/**
 * Key of a coordinator record: ConsumerGroupMemberMetadataKey, its fields and versions as data.
 * Names what a member of a consumer group said of itself.
 */
import type { MessageSchema } from './message-schema.js'

export const consumerGroupMemberMetadataKey: MessageSchema = {
  name: 'ConsumerGroupMemberMetadataKey',
  kind: 'coordinator-key',
  apiKey: 5,
  validVersions: '0',
  flexibleVersions: 'none',
  about: 'Names what a member of a consumer group said of itself.',
  fields: [
    { name: 'groupId', type: 'string', versions: '0+' },
    {
      name: 'memberId',
      type: 'string',
      versions: '0+',
      about: 'Id that the coordinator knows the member by.',
    },
  ],
}
