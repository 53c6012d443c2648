/**
 * Value of a coordinator record: ShareGroupPartitionMetadataValue, its fields and versions as data.
 * The partition counts known to a share group; early access only.
 */
import type { MessageSchema } from './message-schema.js'

export const shareGroupPartitionMetadataValue: MessageSchema = {
  name: 'ShareGroupPartitionMetadataValue',
  kind: 'coordinator-value',
  apiKey: 9,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'The partition counts known to a share group; early access only.',
  fields: [
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
