/**
 * ConsumerGroupCurrentMemberAssignmentKey.
 */
import type { MessageSchema } from './message-schema.js'

export const consumerGroupCurrentMemberAssignmentKey: MessageSchema = {
  name: 'ConsumerGroupCurrentMemberAssignmentKey',
  kind: 'coordinator-key',
  apiKey: 8,
  validVersions: '0',
  flexibleVersions: 'none',
  about: 'ConsumerGroupCurrentMemberAssignmentKey',
  fields: [
    { name: 'groupId', type: 'string', versions: '0+' },
    { name: 'memberId', type: 'string', versions: '0+' },
  ],
}
