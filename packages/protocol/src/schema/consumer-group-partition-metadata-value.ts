/**
 * ConsumerGroupPartitionMetadataValue.
 */
import type { MessageSchema } from './message-schema.js'

export const consumerGroupPartitionMetadataValue: MessageSchema = {
  name: 'ConsumerGroupPartitionMetadataValue',
  kind: 'coordinator-value',
  apiKey: 4,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'ConsumerGroupPartitionMetadataValue',
  fields: [
    {
      name: 'topics',
      type: '[]TopicMetadata',
      versions: '0+',
      fields: [
        { name: 'topicId', type: 'uuid', versions: '0+' },
        { name: 'topicName', type: 'string', versions: '0+' },
        { name: 'numPartitions', type: 'int32', versions: '0+' },
        {
          name: 'partitionMetadata',
          type: '[]PartitionMetadata',
          versions: '0+',
          fields: [
            { name: 'partition', type: 'int32', versions: '0+' },
            { name: 'racks', type: '[]string', versions: '0+' },
          ],
        },
      ],
    },
  ],
}
