/**
 * Value of a coordinator record: ShareGroupStatePartitionMetadataValue, its fields and versions as data.
 * The share partitions whose state a share group keeps, begins or deletes.
 */
import type { MessageSchema } from './message-schema.js'

export const shareGroupStatePartitionMetadataValue: MessageSchema = {
  name: 'ShareGroupStatePartitionMetadataValue',
  kind: 'coordinator-value',
  apiKey: 15,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'The share partitions whose state a share group keeps, begins or deletes.',
  fields: [
    { name: 'initializingTopics', type: '[]TopicPartitionsInfo', versions: '0+' },
    { name: 'initializedTopics', type: '[]TopicPartitionsInfo', versions: '0+' },
    { name: 'deletingTopics', type: '[]TopicInfo', versions: '0+' },
  ],
  structs: [
    {
      name: 'TopicPartitionsInfo',
      versions: '0+',
      fields: [
        {
          name: 'topicId',
          type: 'uuid',
          versions: '0+',
          about: 'Id of the topic; the zero uuid where it is unknown.',
        },
        { name: 'topicName', type: 'string', versions: '0+' },
        { name: 'partitions', type: '[]int32', versions: '0+' },
      ],
    },
    {
      name: 'TopicInfo',
      versions: '0+',
      fields: [
        {
          name: 'topicId',
          type: 'uuid',
          versions: '0+',
          about: 'Id of the topic; the zero uuid where it is unknown.',
        },
        { name: 'topicName', type: 'string', versions: '0+' },
      ],
    },
  ],
}
