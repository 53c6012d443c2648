/**
 * ShareGroupMetadataValue.
 */
import type { MessageSchema } from './message-schema.js'

export const shareGroupMetadataValue: MessageSchema = {
  name: 'ShareGroupMetadataValue',
  kind: 'coordinator-value',
  apiKey: 11,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'ShareGroupMetadataValue',
  fields: [
    { name: 'epoch', type: 'int32', versions: '0+' },
    { name: 'metadataHash', type: 'bigint64', versions: '0+' },
  ],
}
