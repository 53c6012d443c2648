/**
 * Request: DescribeProducersRequest, its fields and versions as data.
 * Asks for the producers that are active in partitions (KIP-664).
 */
import type { MessageSchema } from './message-schema.js'

export const describeProducersRequest: MessageSchema = {
  name: 'DescribeProducersRequest',
  kind: 'request',
  apiKey: 61,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'Asks for the producers that are active in partitions (KIP-664).',
  fields: [
    {
      name: 'topics',
      type: '[]TopicRequest',
      versions: '0+',
      fields: [
        { name: 'name', type: 'string', versions: '0+', mapKey: true, entityType: 'topicName' },
        { name: 'partitionIndexes', type: '[]int32', versions: '0+' },
      ],
    },
  ],
}
