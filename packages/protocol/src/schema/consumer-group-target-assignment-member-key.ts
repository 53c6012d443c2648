/**
 * Key of a coordinator record: ConsumerGroupTargetAssignmentMemberKey, its fields and versions as data.
 * Names what a member of a consumer group shall own.
 */
import type { MessageSchema } from './message-schema.js'

export const consumerGroupTargetAssignmentMemberKey: MessageSchema = {
  name: 'ConsumerGroupTargetAssignmentMemberKey',
  kind: 'coordinator-key',
  apiKey: 7,
  validVersions: '0',
  flexibleVersions: 'none',
  about: 'Names what a member of a consumer group shall own.',
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
