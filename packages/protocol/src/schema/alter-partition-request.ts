/**
 * Request: AlterPartitionRequest, its fields and versions as data.
 * A leader asks the controller to change the in-sync replicas (KIP-497).
 */
import type { MessageSchema } from './message-schema.js'

export const alterPartitionRequest: MessageSchema = {
  name: 'AlterPartitionRequest',
  kind: 'request',
  apiKey: 56,
  validVersions: '0-3',
  flexibleVersions: '0+',
  about: 'A leader asks the controller to change the in-sync replicas (KIP-497).',
  fields: [
    { name: 'brokerId', type: 'int32', versions: '0+', entityType: 'brokerId' },
    {
      name: 'brokerEpoch',
      type: 'int64',
      versions: '0+',
      default: -1,
      about: "Number of the broker's registration, by which older ones are recognised; -1 for none.",
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
              name: 'leaderEpoch',
              type: 'int32',
              versions: '0+',
              about: 'Number of the leadership; -1 where it is unknown.',
            },
            {
              name: 'newIsr',
              type: '[]int32',
              versions: '0-2',
              entityType: 'brokerId',
              about: 'Replicas that shall be in sync.',
            },
            {
              name: 'newIsrWithEpochs',
              type: '[]BrokerState',
              versions: '3+',
              about: 'Replicas that shall be in sync, with the registrations they have.',
              fields: [
                { name: 'brokerId', type: 'int32', versions: '3+', entityType: 'brokerId' },
                {
                  name: 'brokerEpoch',
                  type: 'int64',
                  versions: '3+',
                  default: -1,
                  about:
                    "Number of the broker's registration, by which older ones are recognised; -1 for none.",
                },
              ],
            },
            {
              name: 'leaderRecoveryState',
              type: 'int8',
              versions: '1+',
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
