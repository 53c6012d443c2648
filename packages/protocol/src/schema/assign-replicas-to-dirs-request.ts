/**
 * Request: AssignReplicasToDirsRequest, its fields and versions as data.
 * A broker tells the controller in which directories its replicas lie (KIP-858).
 */
import type { MessageSchema } from './message-schema.js'

export const assignReplicasToDirsRequest: MessageSchema = {
  name: 'AssignReplicasToDirsRequest',
  kind: 'request',
  apiKey: 73,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'A broker tells the controller in which directories its replicas lie (KIP-858).',
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
              fields: [{ name: 'partitionIndex', type: 'int32', versions: '0+' }],
            },
          ],
        },
      ],
    },
  ],
}
