/**
 * ConsumerGroupTargetAssignmentMemberKey.
 */
import type { MessageSchema } from './message-schema.js'

export const consumerGroupTargetAssignmentMemberKey: MessageSchema = {
  name: 'ConsumerGroupTargetAssignmentMemberKey',
  kind: 'coordinator-key',
  apiKey: 7,
  validVersions: '0',
  flexibleVersions: 'none',
  about: 'ConsumerGroupTargetAssignmentMemberKey',
  fields: [
    { name: 'groupId', type: 'string', versions: '0+' },
    { name: 'memberId', type: 'string', versions: '0+' },
  ],
}
