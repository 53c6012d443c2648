/**
 * ShareGroupTargetAssignmentMemberKey.
 */
import type { MessageSchema } from './message-schema.js'

export const shareGroupTargetAssignmentMemberKey: MessageSchema = {
  name: 'ShareGroupTargetAssignmentMemberKey',
  kind: 'coordinator-key',
  apiKey: 13,
  validVersions: '0',
  flexibleVersions: 'none',
  about: 'ShareGroupTargetAssignmentMemberKey',
  fields: [
    { name: 'groupId', type: 'string', versions: '0+' },
    { name: 'memberId', type: 'string', versions: '0+' },
  ],
}
