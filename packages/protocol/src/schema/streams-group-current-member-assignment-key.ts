/**
 * Key of a coordinator record: StreamsGroupCurrentMemberAssignmentKey, its fields and versions as data.
 * Names what a member of a streams group owns at present.
 */
import type { MessageSchema } from './message-schema.js'

export const streamsGroupCurrentMemberAssignmentKey: MessageSchema = {
  name: 'StreamsGroupCurrentMemberAssignmentKey',
  kind: 'coordinator-key',
  apiKey: 22,
  validVersions: '0',
  flexibleVersions: 'none',
  about: 'Names what a member of a streams group owns at present.',
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
