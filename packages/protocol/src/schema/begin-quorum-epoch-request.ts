/**
 * Request: BeginQuorumEpochRequest, its fields and versions as data.
 * A new leader of the metadata quorum makes itself known.
 */
import type { MessageSchema } from './message-schema.js'

export const beginQuorumEpochRequest: MessageSchema = {
  name: 'BeginQuorumEpochRequest',
  kind: 'request',
  apiKey: 53,
  validVersions: '0-1',
  flexibleVersions: '1+',
  about: 'A new leader of the metadata quorum makes itself known.',
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
      name: 'voterId',
      type: 'int32',
      versions: '1+',
      default: -1,
      ignorable: true,
      entityType: 'brokerId',
      about: 'Node id of the voter.',
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
              name: 'voterDirectoryId',
              type: 'uuid',
              versions: '1+',
              ignorable: true,
              about: "Id of the voter's metadata log directory.",
            },
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
