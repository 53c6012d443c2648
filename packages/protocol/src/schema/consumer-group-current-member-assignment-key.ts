/**
 * Key of a coordinator record: ConsumerGroupCurrentMemberAssignmentKey, its fields and versions as data.
 * Names what a member of a consumer group owns at present.
 */
import type { MessageSchema } from './message-schema.js'

export const consumerGroupCurrentMemberAssignmentKey: MessageSchema = {
  name: 'ConsumerGroupCurrentMemberAssignmentKey',
  kind: 'coordinator-key',
  apiKey: 8,
  validVersions: '0',
  flexibleVersions: 'none',
  about: 'Names what a member of a consumer group owns at present.',
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
