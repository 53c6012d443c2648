/**
 * ShareGroupPartitionMetadataValue.
 */
import type { MessageSchema } from './message-schema.js'

export const shareGroupPartitionMetadataValue: MessageSchema = {
  name: 'ShareGroupPartitionMetadataValue',
  kind: 'coordinator-value',
  apiKey: 9,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'ShareGroupPartitionMetadataValue',
  fields: [
    { name: 'initializedTopics', type: '[]TopicPartitionsInfo', versions: '0+' },
    { name: 'deletingTopics', type: '[]TopicInfo', versions: '0+' },
  ],
  structs: [
    {
      name: 'TopicPartitionsInfo',
      versions: '0+',
      fields: [
        { name: 'topicId', type: 'uuid', versions: '0+' },
        { name: 'topicName', type: 'string', versions: '0+' },
        { name: 'partitions', type: '[]int32', versions: '0+' },
      ],
    },
    {
      name: 'TopicInfo',
      versions: '0+',
      fields: [
        { name: 'topicId', type: 'uuid', versions: '0+' },
        { name: 'topicName', type: 'string', versions: '0+' },
      ],
    },
  ],
}
