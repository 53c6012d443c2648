/**
 * AlterReplicaLogDirsResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const alterReplicaLogDirsResponse: MessageSchema = {
  name: 'AlterReplicaLogDirsResponse',
  kind: 'response',
  apiKey: 34,
  validVersions: '0-2',
  flexibleVersions: '2+',
  about: 'AlterReplicaLogDirsResponse',
  fields: [
    { name: 'throttleTimeMs', type: 'int32', versions: '0+' },
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
            { name: 'errorCode', type: 'int16', versions: '0+' },
          ],
        },
      ],
    },
  ],
}
