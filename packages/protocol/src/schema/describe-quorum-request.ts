/**
 * Request: DescribeQuorumRequest, its fields and versions as data.
 * Asks for the state of the metadata quorum.
 */
import type { MessageSchema } from './message-schema.js'

export const describeQuorumRequest: MessageSchema = {
  name: 'DescribeQuorumRequest',
  kind: 'request',
  apiKey: 55,
  validVersions: '0-2',
  flexibleVersions: '0+',
  about: 'Asks for the state of the metadata quorum.',
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
