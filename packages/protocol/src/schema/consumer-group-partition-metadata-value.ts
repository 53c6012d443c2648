/**
 * Value of a coordinator record: ConsumerGroupPartitionMetadataValue, its fields and versions as data.
 * The partition counts known to a consumer group.
 */
import type { MessageSchema } from './message-schema.js'

export const consumerGroupPartitionMetadataValue: MessageSchema = {
  name: 'ConsumerGroupPartitionMetadataValue',
  kind: 'coordinator-value',
  apiKey: 4,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'The partition counts known to a consumer group.',
  fields: [
    {
      name: 'topics',
      type: '[]TopicMetadata',
      versions: '0+',
      fields: [
        {
          name: 'topicId',
          type: 'uuid',
          versions: '0+',
          about: 'Id of the topic; the zero uuid where it is unknown.',
        },
        { name: 'topicName', type: 'string', versions: '0+' },
        {
          name: 'numPartitions',
          type: 'int32',
          versions: '0+',
          about: "How many partitions; -1 for the broker's default.",
        },
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
