/**
 * DescribeTopicPartitionsRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const describeTopicPartitionsRequest: MessageSchema = {
  name: 'DescribeTopicPartitionsRequest',
  kind: 'request',
  apiKey: 75,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'DescribeTopicPartitionsRequest',
  fields: [
    {
      name: 'topics',
      type: '[]TopicRequest',
      versions: '0+',
      fields: [{ name: 'name', type: 'string', versions: '0+', entityType: 'topicName' }],
    },
    { name: 'responsePartitionLimit', type: 'int32', versions: '0+', default: 2000 },
    {
      name: 'cursor',
      type: 'Cursor',
      versions: '0+',
      nullable: '0+',
      default: null,
      fields: [
        { name: 'topicName', type: 'string', versions: '0+', entityType: 'topicName' },
        { name: 'partitionIndex', type: 'int32', versions: '0+' },
      ],
    },
  ],
}
