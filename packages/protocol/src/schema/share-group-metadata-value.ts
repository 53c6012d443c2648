/**
 * Value of a coordinator record: ShareGroupMetadataValue, its fields and versions as data.
 * The epoch of a share group.
 */
import type { MessageSchema } from './message-schema.js'

export const shareGroupMetadataValue: MessageSchema = {
  name: 'ShareGroupMetadataValue',
  kind: 'coordinator-value',
  apiKey: 11,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'The epoch of a share group.',
  fields: [
    { name: 'epoch', type: 'int32', versions: '0+' },
    {
      name: 'metadataHash',
      type: 'bigint64',
      versions: '0+',
      about: "Hash of the subscribed topics' metadata: all 64 bits count.",
    },
  ],
}
