/**
 * Request: CreatePartitionsRequest, its fields and versions as data.
 * Adds partitions to topics.
 */
import type { MessageSchema } from './message-schema.js'

export const createPartitionsRequest: MessageSchema = {
  name: 'CreatePartitionsRequest',
  kind: 'request',
  apiKey: 37,
  validVersions: '0-3',
  flexibleVersions: '2+',
  about: 'Adds partitions to topics.',
  fields: [
    {
      name: 'topics',
      type: '[]CreatePartitionsTopic',
      versions: '0+',
      fields: [
        { name: 'name', type: 'string', versions: '0+', mapKey: true, entityType: 'topicName' },
        { name: 'count', type: 'int32', versions: '0+' },
        {
          name: 'assignments',
          type: '[]CreatePartitionsAssignment',
          versions: '0+',
          nullable: '0+',
          about: 'Chosen replicas; empty lets the controller choose.',
          fields: [
            {
              name: 'brokerIds',
              type: '[]int32',
              versions: '0+',
              entityType: 'brokerId',
              about: 'Brokers of the new partition, the preferred leader first.',
            },
          ],
        },
      ],
    },
    {
      name: 'timeoutMs',
      type: 'int32',
      versions: '0+',
      about: 'How long the server may take, in milliseconds.',
    },
    { name: 'validateOnly', type: 'bool', versions: '0+', about: 'Check everything and change nothing.' },
  ],
}
