/**
 * AssignReplicasToDirsResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const assignReplicasToDirsResponse: MessageSchema = {
  name: 'AssignReplicasToDirsResponse',
  kind: 'response',
  apiKey: 73,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'AssignReplicasToDirsResponse',
  fields: [
    { name: 'throttleTimeMs', type: 'int32', versions: '0+' },
    { name: 'errorCode', type: 'int16', versions: '0+' },
    {
      name: 'directories',
      type: '[]DirectoryData',
      versions: '0+',
      fields: [
        { name: 'id', type: 'uuid', versions: '0+' },
        {
          name: 'topics',
          type: '[]TopicData',
          versions: '0+',
          fields: [
            { name: 'topicId', type: 'uuid', versions: '0+' },
            {
              name: 'partitions',
              type: '[]PartitionData',
              versions: '0+',
              fields: [
                { name: 'partitionIndex', type: 'int32', versions: '0+' },
                { name: 'errorCode', type: 'int16', versions: '0+' },
              ],
            },
          ],
        },
      ],
    },
  ],
}
