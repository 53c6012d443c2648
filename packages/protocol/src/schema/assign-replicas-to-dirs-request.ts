/**
 * AssignReplicasToDirsRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const assignReplicasToDirsRequest: MessageSchema = {
  name: 'AssignReplicasToDirsRequest',
  kind: 'request',
  apiKey: 73,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'AssignReplicasToDirsRequest',
  fields: [
    { name: 'brokerId', type: 'int32', versions: '0+', entityType: 'brokerId' },
    { name: 'brokerEpoch', type: 'int64', versions: '0+', default: -1 },
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
              fields: [{ name: 'partitionIndex', type: 'int32', versions: '0+' }],
            },
          ],
        },
      ],
    },
  ],
}
