/**
 * Response: DescribeTopicPartitionsResponse, its fields and versions as data.
 * Answer to DescribeTopicPartitions.
 */
import type { MessageSchema } from './message-schema.js'

export const describeTopicPartitionsResponse: MessageSchema = {
  name: 'DescribeTopicPartitionsResponse',
  kind: 'response',
  apiKey: 75,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'Answer to DescribeTopicPartitions.',
  fields: [
    {
      name: 'throttleTimeMs',
      type: 'int32',
      versions: '0+',
      ignorable: true,
      about: 'How long the client was or should be held back by a quota, in milliseconds; 0 if not at all.',
    },
    {
      name: 'topics',
      type: '[]DescribeTopicPartitionsResponseTopic',
      versions: '0+',
      fields: [
        {
          name: 'errorCode',
          type: 'int16',
          versions: '0+',
          about: '0 for success, else a code of the error table.',
        },
        {
          name: 'name',
          type: 'string',
          versions: '0+',
          nullable: '0+',
          mapKey: true,
          entityType: 'topicName',
        },
        {
          name: 'topicId',
          type: 'uuid',
          versions: '0+',
          ignorable: true,
          about: 'Id of the topic; the zero uuid where it is unknown.',
        },
        {
          name: 'isInternal',
          type: 'bool',
          versions: '0+',
          ignorable: true,
          about: 'The topic belongs to the brokers.',
        },
        {
          name: 'partitions',
          type: '[]DescribeTopicPartitionsResponsePartition',
          versions: '0+',
          fields: [
            {
              name: 'errorCode',
              type: 'int16',
              versions: '0+',
              about: '0 for success, else a code of the error table.',
            },
            { name: 'partitionIndex', type: 'int32', versions: '0+' },
            {
              name: 'leaderId',
              type: 'int32',
              versions: '0+',
              entityType: 'brokerId',
              about: 'Id of the leader; -1 for none.',
            },
            {
              name: 'leaderEpoch',
              type: 'int32',
              versions: '0+',
              default: -1,
              ignorable: true,
              about: 'Number of the leadership; -1 where it is unknown.',
            },
            {
              name: 'replicaNodes',
              type: '[]int32',
              versions: '0+',
              entityType: 'brokerId',
              about: 'All replicas; the first one is preferred as leader.',
            },
            {
              name: 'isrNodes',
              type: '[]int32',
              versions: '0+',
              entityType: 'brokerId',
              about: 'Replicas that are in sync.',
            },
            {
              name: 'eligibleLeaderReplicas',
              type: '[]int32',
              versions: '0+',
              nullable: '0+',
              default: null,
              entityType: 'brokerId',
              about: 'Out of sync, but known to hold all committed records (KIP-966).',
            },
            {
              name: 'lastKnownElr',
              type: '[]int32',
              versions: '0+',
              nullable: '0+',
              default: null,
              entityType: 'brokerId',
              about: 'The last eligible leader replicas known.',
            },
            {
              name: 'offlineReplicas',
              type: '[]int32',
              versions: '0+',
              ignorable: true,
              entityType: 'brokerId',
              about: 'Replicas that cannot serve at the moment.',
            },
          ],
        },
        {
          name: 'topicAuthorizedOperations',
          type: 'int32',
          versions: '0+',
          default: -2147483648,
          about: 'Bits of what the asker may do; -2147483648 if that was not asked for.',
        },
      ],
    },
    {
      name: 'nextCursor',
      type: 'Cursor',
      versions: '0+',
      nullable: '0+',
      default: null,
      about: 'Where the next page begins; null after the last.',
      fields: [
        { name: 'topicName', type: 'string', versions: '0+', entityType: 'topicName' },
        { name: 'partitionIndex', type: 'int32', versions: '0+' },
      ],
    },
  ],
}
