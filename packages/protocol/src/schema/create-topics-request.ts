/**
 * Request: CreateTopicsRequest, its fields and versions as data.
 * Creates topics.
 */
import type { MessageSchema } from './message-schema.js'

export const createTopicsRequest: MessageSchema = {
  name: 'CreateTopicsRequest',
  kind: 'request',
  apiKey: 19,
  validVersions: '0-7',
  flexibleVersions: '5+',
  about: 'Creates topics.',
  fields: [
    {
      name: 'topics',
      type: '[]CreatableTopic',
      versions: '0+',
      fields: [
        { name: 'name', type: 'string', versions: '0+', mapKey: true, entityType: 'topicName' },
        {
          name: 'numPartitions',
          type: 'int32',
          versions: '0+',
          about: "How many partitions; -1 for the broker's default.",
        },
        {
          name: 'replicationFactor',
          type: 'int16',
          versions: '0+',
          about: "How many replicas; -1 for the broker's default.",
        },
        {
          name: 'assignments',
          type: '[]CreatableReplicaAssignment',
          versions: '0+',
          about: 'Chosen replicas; empty lets the controller choose.',
          fields: [
            { name: 'partitionIndex', type: 'int32', versions: '0+', mapKey: true },
            {
              name: 'brokerIds',
              type: '[]int32',
              versions: '0+',
              entityType: 'brokerId',
              about: 'Brokers of the new partition, the preferred leader first.',
            },
          ],
        },
        {
          name: 'configs',
          type: '[]CreatableTopicConfig',
          versions: '0+',
          about: "Settings by Kafka's names.",
          fields: [
            { name: 'name', type: 'string', versions: '0+', mapKey: true },
            { name: 'value', type: 'string', versions: '0+', nullable: '0+' },
          ],
        },
      ],
    },
    {
      name: 'timeoutMs',
      type: 'int32',
      versions: '0+',
      default: 60000,
      about: 'How long the server may take, in milliseconds.',
    },
    { name: 'validateOnly', type: 'bool', versions: '1+', about: 'Check everything and change nothing.' },
  ],
}
