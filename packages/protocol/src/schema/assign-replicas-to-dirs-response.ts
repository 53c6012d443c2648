/**
 * Response: AssignReplicasToDirsResponse, its fields and versions as data.
 * Answer to AssignReplicasToDirs.
 */
import type { MessageSchema } from './message-schema.js'

export const assignReplicasToDirsResponse: MessageSchema = {
  name: 'AssignReplicasToDirsResponse',
  kind: 'response',
  apiKey: 73,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'Answer to AssignReplicasToDirs.',
  fields: [
    {
      name: 'throttleTimeMs',
      type: 'int32',
      versions: '0+',
      about: 'How long the client was or should be held back by a quota, in milliseconds; 0 if not at all.',
    },
    {
      name: 'errorCode',
      type: 'int16',
      versions: '0+',
      about: '0 for success, else a code of the error table.',
    },
    {
      name: 'directories',
      type: '[]DirectoryData',
      versions: '0+',
      about: 'Id of the log directory of each replica, in the order of replicas.',
      fields: [
        { name: 'id', type: 'uuid', versions: '0+' },
        {
          name: 'topics',
          type: '[]TopicData',
          versions: '0+',
          fields: [
            {
              name: 'topicId',
              type: 'uuid',
              versions: '0+',
              about: 'Id of the topic; the zero uuid where it is unknown.',
            },
            {
              name: 'partitions',
              type: '[]PartitionData',
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
    },
  ],
}
