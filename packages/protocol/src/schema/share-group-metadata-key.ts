/**
 * Key of a coordinator record: ShareGroupMetadataKey, its fields and versions as data.
 * Names the epoch of a share group.
 */
import type { MessageSchema } from './message-schema.js'

export const shareGroupMetadataKey: MessageSchema = {
  name: 'ShareGroupMetadataKey',
  kind: 'coordinator-key',
  apiKey: 11,
  validVersions: '0',
  flexibleVersions: 'none',
  about: 'Names the epoch of a share group.',
  fields: [{ name: 'groupId', type: 'string', versions: '0+' }],
}
