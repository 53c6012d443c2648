/**
 * ConsumerProtocolSubscription.
 */
import type { MessageSchema } from './message-schema.js'

export const consumerProtocolSubscription: MessageSchema = {
  name: 'ConsumerProtocolSubscription',
  kind: 'data',
  validVersions: '0-3',
  flexibleVersions: 'none',
  about: 'ConsumerProtocolSubscription',
  fields: [
    { name: 'topics', type: '[]string', versions: '0+' },
    { name: 'userData', type: 'bytes', versions: '0+', nullable: '0+', default: null },
    {
      name: 'ownedPartitions',
      type: '[]TopicPartition',
      versions: '1+',
      ignorable: true,
      fields: [
        { name: 'topic', type: 'string', versions: '1+', mapKey: true, entityType: 'topicName' },
        { name: 'partitions', type: '[]int32', versions: '1+' },
      ],
    },
    { name: 'generationId', type: 'int32', versions: '2+', default: -1, ignorable: true },
    { name: 'rackId', type: 'string', versions: '3+', nullable: '3+', default: null, ignorable: true },
  ],
}
