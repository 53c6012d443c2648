/**
 * StreamsGroupCurrentMemberAssignmentKey.
 */
import type { MessageSchema } from './message-schema.js'

export const streamsGroupCurrentMemberAssignmentKey: MessageSchema = {
  name: 'StreamsGroupCurrentMemberAssignmentKey',
  kind: 'coordinator-key',
  apiKey: 22,
  validVersions: '0',
  flexibleVersions: 'none',
  about: 'StreamsGroupCurrentMemberAssignmentKey',
  fields: [
    { name: 'groupId', type: 'string', versions: '0+' },
    { name: 'memberId', type: 'string', versions: '0+' },
  ],
}
