/**
 * ConsumerGroupMetadataValue.
 */
import type { MessageSchema } from './message-schema.js'

export const consumerGroupMetadataValue: MessageSchema = {
  name: 'ConsumerGroupMetadataValue',
  kind: 'coordinator-value',
  apiKey: 3,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'ConsumerGroupMetadataValue',
  fields: [
    { name: 'epoch', type: 'int32', versions: '0+' },
    { name: 'metadataHash', type: 'bigint64', versions: '0+', tagged: '0+', tag: 0 },
  ],
}
