/**
 * Response: StopReplicaResponse, its fields and versions as data.
 * Answer to StopReplica.
 */
import type { MessageSchema } from './message-schema.js'

export const stopReplicaResponse: MessageSchema = {
  name: 'StopReplicaResponse',
  kind: 'response',
  apiKey: 5,
  validVersions: '0-4',
  flexibleVersions: '2+',
  about: 'Answer to StopReplica.',
  fields: [
    {
      name: 'errorCode',
      type: 'int16',
      versions: '0+',
      about: '0 for success, else a code of the error table.',
    },
    {
      name: 'partitionErrors',
      type: '[]StopReplicaPartitionError',
      versions: '0+',
      fields: [
        { name: 'topicName', type: 'string', versions: '0+', entityType: 'topicName' },
        { name: 'partitionIndex', type: 'int32', versions: '0+' },
        {
          name: 'errorCode',
          type: 'int16',
          versions: '0+',
          about: '0 for success, else a code of the error table.',
        },
      ],
    },
  ],
}
