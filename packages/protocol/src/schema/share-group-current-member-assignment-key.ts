/**
 * ShareGroupCurrentMemberAssignmentKey.
 */
import type { MessageSchema } from './message-schema.js'

export const shareGroupCurrentMemberAssignmentKey: MessageSchema = {
  name: 'ShareGroupCurrentMemberAssignmentKey',
  kind: 'coordinator-key',
  apiKey: 14,
  validVersions: '0',
  flexibleVersions: 'none',
  about: 'ShareGroupCurrentMemberAssignmentKey',
  fields: [
    { name: 'groupId', type: 'string', versions: '0+' },
    { name: 'memberId', type: 'string', versions: '0+' },
  ],
}
