/**
 * Key of a coordinator record: ConsumerGroupMetadataKey, its fields and versions as data.
 * Names the epoch of a consumer group.
 */
import type { MessageSchema } from './message-schema.js'

export const consumerGroupMetadataKey: MessageSchema = {
  name: 'ConsumerGroupMetadataKey',
  kind: 'coordinator-key',
  apiKey: 3,
  validVersions: '0',
  flexibleVersions: 'none',
  about: 'Names the epoch of a consumer group.',
  fields: [{ name: 'groupId', type: 'string', versions: '0+' }],
}
