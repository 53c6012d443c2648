/**
 * Key of a coordinator record: ConsumerGroupPartitionMetadataKey, its fields and versions as data.
 * Names the partition counts known to a consumer group.
 */
import type { MessageSchema } from './message-schema.js'

export const consumerGroupPartitionMetadataKey: MessageSchema = {
  name: 'ConsumerGroupPartitionMetadataKey',
  kind: 'coordinator-key',
  apiKey: 4,
  validVersions: '0',
  flexibleVersions: 'none',
  about: 'Names the partition counts known to a consumer group.',
  fields: [{ name: 'groupId', type: 'string', versions: '0+' }],
}
