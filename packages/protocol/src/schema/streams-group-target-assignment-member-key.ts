/**
 * StreamsGroupTargetAssignmentMemberKey.
 */
import type { MessageSchema } from './message-schema.js'

export const streamsGroupTargetAssignmentMemberKey: MessageSchema = {
  name: 'StreamsGroupTargetAssignmentMemberKey',
  kind: 'coordinator-key',
  apiKey: 21,
  validVersions: '0',
  flexibleVersions: 'none',
  about: 'StreamsGroupTargetAssignmentMemberKey',
  fields: [
    { name: 'groupId', type: 'string', versions: '0+' },
    { name: 'memberId', type: 'string', versions: '0+' },
  ],
}
