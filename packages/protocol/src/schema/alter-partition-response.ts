/**
 * AlterPartitionResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const alterPartitionResponse: MessageSchema = {
  name: 'AlterPartitionResponse',
  kind: 'response',
  apiKey: 56,
  validVersions: '0-3',
  flexibleVersions: '0+',
  about: 'AlterPartitionResponse',
  fields: [
    { name: 'throttleTimeMs', type: 'int32', versions: '0+' },
    { name: 'errorCode', type: 'int16', versions: '0+' },
    {
      name: 'topics',
      type: '[]TopicData',
      versions: '0+',
      fields: [
        { name: 'topicName', type: 'string', versions: '0-1', ignorable: true, entityType: 'topicName' },
        { name: 'topicId', type: 'uuid', versions: '2+', ignorable: true },
        {
          name: 'partitions',
          type: '[]PartitionData',
          versions: '0+',
          fields: [
            { name: 'partitionIndex', type: 'int32', versions: '0+' },
            { name: 'errorCode', type: 'int16', versions: '0+' },
            { name: 'leaderId', type: 'int32', versions: '0+', entityType: 'brokerId' },
            { name: 'leaderEpoch', type: 'int32', versions: '0+' },
            { name: 'isr', type: '[]int32', versions: '0+', entityType: 'brokerId' },
            { name: 'leaderRecoveryState', type: 'int8', versions: '1+', ignorable: true },
            { name: 'partitionEpoch', type: 'int32', versions: '0+' },
          ],
        },
      ],
    },
  ],
}
