/**
 * Value of a coordinator record: ConsumerGroupMetadataValue, its fields and versions as data.
 * The epoch of a consumer group.
 */
import type { MessageSchema } from './message-schema.js'

export const consumerGroupMetadataValue: MessageSchema = {
  name: 'ConsumerGroupMetadataValue',
  kind: 'coordinator-value',
  apiKey: 3,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'The epoch of a consumer group.',
  fields: [
    { name: 'epoch', type: 'int32', versions: '0+' },
    {
      name: 'metadataHash',
      type: 'bigint64',
      versions: '0+',
      tagged: '0+',
      tag: 0,
      about: "Hash of the subscribed topics' metadata: all 64 bits count.",
    },
  ],
}
