/**
 * Request: DescribeTopicPartitionsRequest, its fields and versions as data.
 * Asks for topics and partitions page by page (KIP-966).
 */
import type { MessageSchema } from './message-schema.js'

export const describeTopicPartitionsRequest: MessageSchema = {
  name: 'DescribeTopicPartitionsRequest',
  kind: 'request',
  apiKey: 75,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'Asks for topics and partitions page by page (KIP-966).',
  fields: [
    {
      name: 'topics',
      type: '[]TopicRequest',
      versions: '0+',
      fields: [{ name: 'name', type: 'string', versions: '0+', entityType: 'topicName' }],
    },
    {
      name: 'responsePartitionLimit',
      type: 'int32',
      versions: '0+',
      default: 2000,
      about: 'How many partitions a page may have.',
    },
    {
      name: 'cursor',
      type: 'Cursor',
      versions: '0+',
      nullable: '0+',
      default: null,
      about: 'Where this page begins; null for the first.',
      fields: [
        { name: 'topicName', type: 'string', versions: '0+', entityType: 'topicName' },
        { name: 'partitionIndex', type: 'int32', versions: '0+' },
      ],
    },
  ],
}
