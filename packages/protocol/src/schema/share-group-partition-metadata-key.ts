/**
 * ShareGroupPartitionMetadataKey.
 */
import type { MessageSchema } from './message-schema.js'

export const shareGroupPartitionMetadataKey: MessageSchema = {
  name: 'ShareGroupPartitionMetadataKey',
  kind: 'coordinator-key',
  apiKey: 9,
  validVersions: '0',
  flexibleVersions: 'none',
  about: 'ShareGroupPartitionMetadataKey',
  fields: [{ name: 'groupId', type: 'string', versions: '0+' }],
}
