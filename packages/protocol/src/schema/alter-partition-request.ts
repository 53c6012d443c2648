/**
 * AlterPartitionRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const alterPartitionRequest: MessageSchema = {
  name: 'AlterPartitionRequest',
  kind: 'request',
  apiKey: 56,
  validVersions: '0-3',
  flexibleVersions: '0+',
  about: 'AlterPartitionRequest',
  fields: [
    { name: 'brokerId', type: 'int32', versions: '0+', entityType: 'brokerId' },
    { name: 'brokerEpoch', type: 'int64', versions: '0+', default: -1 },
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
            { name: 'leaderEpoch', type: 'int32', versions: '0+' },
            { name: 'newIsr', type: '[]int32', versions: '0-2', entityType: 'brokerId' },
            {
              name: 'newIsrWithEpochs',
              type: '[]BrokerState',
              versions: '3+',
              fields: [
                { name: 'brokerId', type: 'int32', versions: '3+', entityType: 'brokerId' },
                { name: 'brokerEpoch', type: 'int64', versions: '3+', default: -1 },
              ],
            },
            { name: 'leaderRecoveryState', type: 'int8', versions: '1+' },
            { name: 'partitionEpoch', type: 'int32', versions: '0+' },
          ],
        },
      ],
    },
  ],
}
