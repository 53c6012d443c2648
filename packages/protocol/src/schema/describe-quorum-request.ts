/**
 * DescribeQuorumRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const describeQuorumRequest: MessageSchema = {
  name: 'DescribeQuorumRequest',
  kind: 'request',
  apiKey: 55,
  validVersions: '0-2',
  flexibleVersions: '0+',
  about: 'DescribeQuorumRequest',
  fields: [
    {
      name: 'topics',
      type: '[]TopicData',
      versions: '0+',
      fields: [
        { name: 'topicName', type: 'string', versions: '0+', entityType: 'topicName' },
        {
          name: 'partitions',
          type: '[]PartitionData',
          versions: '0+',
          fields: [{ name: 'partitionIndex', type: 'int32', versions: '0+' }],
        },
      ],
    },
  ],
}
