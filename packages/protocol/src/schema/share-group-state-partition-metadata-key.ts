/**
 * ShareGroupStatePartitionMetadataKey.
 */
import type { MessageSchema } from './message-schema.js'

export const shareGroupStatePartitionMetadataKey: MessageSchema = {
  name: 'ShareGroupStatePartitionMetadataKey',
  kind: 'coordinator-key',
  apiKey: 15,
  validVersions: '0',
  flexibleVersions: 'none',
  about: 'ShareGroupStatePartitionMetadataKey',
  fields: [{ name: 'groupId', type: 'string', versions: '0+' }],
}
