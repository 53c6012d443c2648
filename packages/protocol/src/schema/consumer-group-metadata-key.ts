/**
 * ConsumerGroupMetadataKey.
 */
import type { MessageSchema } from './message-schema.js'

export const consumerGroupMetadataKey: MessageSchema = {
  name: 'ConsumerGroupMetadataKey',
  kind: 'coordinator-key',
  apiKey: 3,
  validVersions: '0',
  flexibleVersions: 'none',
  about: 'ConsumerGroupMetadataKey',
  fields: [{ name: 'groupId', type: 'string', versions: '0+' }],
}
