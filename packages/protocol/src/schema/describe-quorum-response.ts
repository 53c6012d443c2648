/**
 * Response: DescribeQuorumResponse, its fields and versions as data.
 * Answer to DescribeQuorum.
 */
import type { MessageSchema } from './message-schema.js'

export const describeQuorumResponse: MessageSchema = {
  name: 'DescribeQuorumResponse',
  kind: 'response',
  apiKey: 55,
  validVersions: '0-2',
  flexibleVersions: '0+',
  about: 'Answer to DescribeQuorum.',
  fields: [
    {
      name: 'errorCode',
      type: 'int16',
      versions: '0+',
      about: '0 for success, else a code of the error table.',
    },
    {
      name: 'errorMessage',
      type: 'string',
      versions: '2+',
      nullable: '2+',
      ignorable: true,
      about: 'More about the error for people; null if there is none.',
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
              name: 'errorCode',
              type: 'int16',
              versions: '0+',
              about: '0 for success, else a code of the error table.',
            },
            {
              name: 'errorMessage',
              type: 'string',
              versions: '2+',
              nullable: '2+',
              ignorable: true,
              about: 'More about the error for people; null if there is none.',
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
            {
              name: 'highWatermark',
              type: 'int64',
              versions: '0+',
              about: 'First offset that is not committed yet.',
            },
            { name: 'currentVoters', type: '[]ReplicaState', versions: '0+' },
            { name: 'observers', type: '[]ReplicaState', versions: '0+' },
          ],
        },
      ],
    },
    {
      name: 'nodes',
      type: '[]Node',
      versions: '2+',
      fields: [
        { name: 'nodeId', type: 'int32', versions: '2+', mapKey: true, entityType: 'brokerId' },
        {
          name: 'listeners',
          type: '[]Listener',
          versions: '2+',
          about: "Endpoints under their listeners' names.",
          fields: [
            { name: 'name', type: 'string', versions: '2+', mapKey: true },
            { name: 'host', type: 'string', versions: '2+', about: 'Host name or address.' },
            { name: 'port', type: 'uint16', versions: '2+' },
          ],
        },
      ],
    },
  ],
  structs: [
    {
      name: 'ReplicaState',
      versions: '0+',
      fields: [
        { name: 'replicaId', type: 'int32', versions: '0+', entityType: 'brokerId' },
        {
          name: 'replicaDirectoryId',
          type: 'uuid',
          versions: '2+',
          about: 'Id of the directory of the replica that asks.',
        },
        {
          name: 'logEndOffset',
          type: 'int64',
          versions: '0+',
          about: 'Offset that the next record will get.',
        },
        { name: 'lastFetchTimestamp', type: 'int64', versions: '1+', default: -1, ignorable: true },
        { name: 'lastCaughtUpTimestamp', type: 'int64', versions: '1+', default: -1, ignorable: true },
      ],
    },
  ],
}
