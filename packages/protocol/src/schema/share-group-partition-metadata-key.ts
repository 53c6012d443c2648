/**
 * Key of a coordinator record: ShareGroupPartitionMetadataKey, its fields and versions as data.
 * Names the partition counts known to a share group; early access only.
 */
import type { MessageSchema } from './message-schema.js'

export const shareGroupPartitionMetadataKey: MessageSchema = {
  name: 'ShareGroupPartitionMetadataKey',
  kind: 'coordinator-key',
  apiKey: 9,
  validVersions: '0',
  flexibleVersions: 'none',
  about: 'Names the partition counts known to a share group; early access only.',
  fields: [{ name: 'groupId', type: 'string', versions: '0+' }],
}
