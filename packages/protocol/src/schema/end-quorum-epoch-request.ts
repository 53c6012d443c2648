/**
 * Request: EndQuorumEpochRequest, its fields and versions as data.
 * A leader of the metadata quorum resigns.
 */
import type { MessageSchema } from './message-schema.js'

export const endQuorumEpochRequest: MessageSchema = {
  name: 'EndQuorumEpochRequest',
  kind: 'request',
  apiKey: 54,
  validVersions: '0-1',
  flexibleVersions: '1+',
  about: 'A leader of the metadata quorum resigns.',
  fields: [
    {
      name: 'clusterId',
      type: 'string',
      versions: '0+',
      nullable: '0+',
      default: null,
      about: 'Id of the cluster; null where it is not told.',
    },
    {
      name: 'topics',
      type: '[]TopicData',
      versions: '0+',
      fields: [
        { name: 'topicName', type: 'string', versions: '0+', entityType: 'topicName' },
        {
          name: 'partitions',
          type: '[]PartitionData',
          versions: '0+',
          fields: [
            { name: 'partitionIndex', type: 'int32', versions: '0+' },
            {
              name: 'leaderId',
              type: 'int32',
              versions: '0+',
              entityType: 'brokerId',
              about: 'Id of the leader; -1 for none.',
            },
            {
              name: 'leaderEpoch',
              type: 'int32',
              versions: '0+',
              about: 'Number of the leadership; -1 where it is unknown.',
            },
            { name: 'preferredSuccessors', type: '[]int32', versions: '0', ignorable: true },
            {
              name: 'preferredCandidates',
              type: '[]ReplicaInfo',
              versions: '1+',
              ignorable: true,
              fields: [
                { name: 'candidateId', type: 'int32', versions: '1+', entityType: 'brokerId' },
                { name: 'candidateDirectoryId', type: 'uuid', versions: '1+' },
              ],
            },
          ],
        },
      ],
    },
    {
      name: 'leaderEndpoints',
      type: '[]LeaderEndpoint',
      versions: '1+',
      ignorable: true,
      fields: [
        { name: 'name', type: 'string', versions: '1+', mapKey: true },
        { name: 'host', type: 'string', versions: '1+', about: 'Host name or address.' },
        { name: 'port', type: 'uint16', versions: '1+' },
      ],
    },
  ],
}
