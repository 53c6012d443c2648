/**
 * ConsumerGroupPartitionMetadataKey.
 */
import type { MessageSchema } from './message-schema.js'

export const consumerGroupPartitionMetadataKey: MessageSchema = {
  name: 'ConsumerGroupPartitionMetadataKey',
  kind: 'coordinator-key',
  apiKey: 4,
  validVersions: '0',
  flexibleVersions: 'none',
  about: 'ConsumerGroupPartitionMetadataKey',
  fields: [{ name: 'groupId', type: 'string', versions: '0+' }],
}
