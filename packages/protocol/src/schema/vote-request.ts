/**
 * Request: VoteRequest, its fields and versions as data.
 * Asks a voter of the metadata quorum for its vote (KIP-595).
 */
import type { MessageSchema } from './message-schema.js'

export const voteRequest: MessageSchema = {
  name: 'VoteRequest',
  kind: 'request',
  apiKey: 52,
  validVersions: '0-2',
  flexibleVersions: '0+',
  about: 'Asks a voter of the metadata quorum for its vote (KIP-595).',
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
              name: 'replicaEpoch',
              type: 'int32',
              versions: '0+',
              about: 'Registration of the follower; -1 if unknown.',
            },
            { name: 'replicaId', type: 'int32', versions: '0+', entityType: 'brokerId' },
            {
              name: 'replicaDirectoryId',
              type: 'uuid',
              versions: '1+',
              ignorable: true,
              about: 'Id of the directory of the replica that asks.',
            },
            {
              name: 'voterDirectoryId',
              type: 'uuid',
              versions: '1+',
              ignorable: true,
              about: "Id of the voter's metadata log directory.",
            },
            { name: 'lastOffsetEpoch', type: 'int32', versions: '0+' },
            { name: 'lastOffset', type: 'int64', versions: '0+', about: 'Inclusive.' },
            {
              name: 'preVote',
              type: 'bool',
              versions: '2+',
              about: 'Asks for no real vote: only whether one would be given.',
            },
          ],
        },
      ],
    },
  ],
}
