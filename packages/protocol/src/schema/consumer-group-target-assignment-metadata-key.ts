/**
 * ConsumerGroupTargetAssignmentMetadataKey.
 */
import type { MessageSchema } from './message-schema.js'

export const consumerGroupTargetAssignmentMetadataKey: MessageSchema = {
  name: 'ConsumerGroupTargetAssignmentMetadataKey',
  kind: 'coordinator-key',
  apiKey: 6,
  validVersions: '0',
  flexibleVersions: 'none',
  about: 'ConsumerGroupTargetAssignmentMetadataKey',
  fields: [{ name: 'groupId', type: 'string', versions: '0+' }],
}
