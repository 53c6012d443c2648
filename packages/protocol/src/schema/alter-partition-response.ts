/**
 * Response: AlterPartitionResponse, its fields and versions as data.
 * Answer to AlterPartition.
 */
import type { MessageSchema } from './message-schema.js'

export const alterPartitionResponse: MessageSchema = {
  name: 'AlterPartitionResponse',
  kind: 'response',
  apiKey: 56,
  validVersions: '0-3',
  flexibleVersions: '0+',
  about: 'Answer to AlterPartition.',
  fields: [
    {
      name: 'throttleTimeMs',
      type: 'int32',
      versions: '0+',
      about: 'How long the client was or should be held back by a quota, in milliseconds; 0 if not at all.',
    },
    {
      name: 'errorCode',
      type: 'int16',
      versions: '0+',
      about: '0 for success, else a code of the error table.',
    },
    {
      name: 'topics',
      type: '[]TopicData',
      versions: '0+',
      fields: [
        { name: 'topicName', type: 'string', versions: '0-1', ignorable: true, entityType: 'topicName' },
        {
          name: 'topicId',
          type: 'uuid',
          versions: '2+',
          ignorable: true,
          about: 'Id of the topic; the zero uuid where it is unknown.',
        },
        {
          name: 'partitions',
          type: '[]PartitionData',
          versions: '0+',
          fields: [
            { name: 'partitionIndex', type: 'int32', versions: '0+' },
            {
              name: 'errorCode',
              type: 'int16',
              versions: '0+',
              about: '0 for success, else a code of the error table.',
            },
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
              about: 'Number of the leadership; -1 where it is unknown.',
            },
            {
              name: 'isr',
              type: '[]int32',
              versions: '0+',
              entityType: 'brokerId',
              about: 'Replicas that are in sync.',
            },
            {
              name: 'leaderRecoveryState',
              type: 'int8',
              versions: '1+',
              ignorable: true,
              about: '1 while a leader that was elected uncleanly recovers, else 0.',
            },
            {
              name: 'partitionEpoch',
              type: 'int32',
              versions: '0+',
              about: 'Number that grows with every change of the partition.',
            },
          ],
        },
      ],
    },
  ],
}
