/**
 * ShareGroupMetadataKey.
 */
import type { MessageSchema } from './message-schema.js'

export const shareGroupMetadataKey: MessageSchema = {
  name: 'ShareGroupMetadataKey',
  kind: 'coordinator-key',
  apiKey: 11,
  validVersions: '0',
  flexibleVersions: 'none',
  about: 'ShareGroupMetadataKey',
  fields: [{ name: 'groupId', type: 'string', versions: '0+' }],
}
