/**
 * Response: AlterReplicaLogDirsResponse, its fields and versions as data.
 * Answer to AlterReplicaLogDirs.
 */
import type { MessageSchema } from './message-schema.js'

export const alterReplicaLogDirsResponse: MessageSchema = {
  name: 'AlterReplicaLogDirsResponse',
  kind: 'response',
  apiKey: 34,
  validVersions: '0-2',
  flexibleVersions: '2+',
  about: 'Answer to AlterReplicaLogDirs.',
  fields: [
    {
      name: 'throttleTimeMs',
      type: 'int32',
      versions: '0+',
      about: 'How long the client was or should be held back by a quota, in milliseconds; 0 if not at all.',
    },
    {
      name: 'results',
      type: '[]AlterReplicaLogDirTopicResult',
      versions: '0+',
      fields: [
        { name: 'topicName', type: 'string', versions: '0+', entityType: 'topicName' },
        {
          name: 'partitions',
          type: '[]AlterReplicaLogDirPartitionResult',
          versions: '0+',
          fields: [
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
    },
  ],
}
