/**
 * Request: AlterPartitionReassignmentsRequest, its fields and versions as data.
 * Starts or cancels moves of partitions to other replicas (KIP-455).
 */
import type { MessageSchema } from './message-schema.js'

export const alterPartitionReassignmentsRequest: MessageSchema = {
  name: 'AlterPartitionReassignmentsRequest',
  kind: 'request',
  apiKey: 45,
  validVersions: '0-1',
  flexibleVersions: '0+',
  about: 'Starts or cancels moves of partitions to other replicas (KIP-455).',
  fields: [
    {
      name: 'timeoutMs',
      type: 'int32',
      versions: '0+',
      default: 60000,
      about: 'How long the server may take, in milliseconds.',
    },
    { name: 'allowReplicationFactorChange', type: 'bool', versions: '1+', default: true },
    {
      name: 'topics',
      type: '[]ReassignableTopic',
      versions: '0+',
      fields: [
        { name: 'name', type: 'string', versions: '0+', entityType: 'topicName' },
        {
          name: 'partitions',
          type: '[]ReassignablePartition',
          versions: '0+',
          fields: [
            { name: 'partitionIndex', type: 'int32', versions: '0+' },
            {
              name: 'replicas',
              type: '[]int32',
              versions: '0+',
              nullable: '0+',
              default: null,
              entityType: 'brokerId',
              about: 'All replicas; the first one is preferred as leader.',
            },
          ],
        },
      ],
    },
  ],
}
