/**
 * Key of a coordinator record: ShareGroupCurrentMemberAssignmentKey, its fields and versions as data.
 * Names what a member of a share group owns at present.
 */
import type { MessageSchema } from './message-schema.js'

export const shareGroupCurrentMemberAssignmentKey: MessageSchema = {
  name: 'ShareGroupCurrentMemberAssignmentKey',
  kind: 'coordinator-key',
  apiKey: 14,
  validVersions: '0',
  flexibleVersions: 'none',
  about: 'Names what a member of a share group owns at present.',
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
