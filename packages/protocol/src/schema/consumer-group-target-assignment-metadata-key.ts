/**
 * Key of a coordinator record: ConsumerGroupTargetAssignmentMetadataKey, its fields and versions as data.
 * Names the epoch of the target assignment of a consumer group.
 */
import type { MessageSchema } from './message-schema.js'

export const consumerGroupTargetAssignmentMetadataKey: MessageSchema = {
  name: 'ConsumerGroupTargetAssignmentMetadataKey',
  kind: 'coordinator-key',
  apiKey: 6,
  validVersions: '0',
  flexibleVersions: 'none',
  about: 'Names the epoch of the target assignment of a consumer group.',
  fields: [{ name: 'groupId', type: 'string', versions: '0+' }],
}
