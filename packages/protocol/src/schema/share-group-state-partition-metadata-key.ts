/**
 * Key of a coordinator record: ShareGroupStatePartitionMetadataKey, its fields and versions as data.
 * Names the share partitions whose state a share group keeps.
 */
import type { MessageSchema } from './message-schema.js'

export const shareGroupStatePartitionMetadataKey: MessageSchema = {
  name: 'ShareGroupStatePartitionMetadataKey',
  kind: 'coordinator-key',
  apiKey: 15,
  validVersions: '0',
  flexibleVersions: 'none',
  about: 'Names the share partitions whose state a share group keeps.',
  fields: [{ name: 'groupId', type: 'string', versions: '0+' }],
}
