/**
 * Key of a coordinator record: StreamsGroupTargetAssignmentMemberKey, its fields and versions as data.
 * Names what a member of a streams group shall own.
 */
import type { MessageSchema } from './message-schema.js'

export const streamsGroupTargetAssignmentMemberKey: MessageSchema = {
  name: 'StreamsGroupTargetAssignmentMemberKey',
  kind: 'coordinator-key',
  apiKey: 21,
  validVersions: '0',
  flexibleVersions: 'none',
  about: 'Names what a member of a streams group shall own.',
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
