/**
 * Response: FetchSnapshotResponse, its fields and versions as data.
 * Answer to FetchSnapshot.
 */
import type { MessageSchema } from './message-schema.js'

export const fetchSnapshotResponse: MessageSchema = {
  name: 'FetchSnapshotResponse',
  kind: 'response',
  apiKey: 59,
  validVersions: '0-1',
  flexibleVersions: '0+',
  about: 'Answer to FetchSnapshot.',
  fields: [
    {
      name: 'throttleTimeMs',
      type: 'int32',
      versions: '0+',
      ignorable: true,
      about: 'How long the client was or should be held back by a quota, in milliseconds; 0 if not at all.',
    },
    {
      name: 'errorCode',
      type: 'int16',
      versions: '0+',
      about: '0 for success, else a code of the error table.',
    },
    {
      name: 'topics',
      type: '[]TopicSnapshot',
      versions: '0+',
      fields: [
        { name: 'name', type: 'string', versions: '0+', entityType: 'topicName' },
        {
          name: 'partitions',
          type: '[]PartitionSnapshot',
          versions: '0+',
          fields: [
            { name: 'index', type: 'int32', versions: '0+' },
            {
              name: 'errorCode',
              type: 'int16',
              versions: '0+',
              about: '0 for success, else a code of the error table.',
            },
            {
              name: 'snapshotId',
              type: 'SnapshotId',
              versions: '0+',
              about: 'Snapshot to read instead, if the offset asked for lies before it.',
              fields: [
                { name: 'endOffset', type: 'int64', versions: '0+', about: 'Exclusive.' },
                { name: 'epoch', type: 'int32', versions: '0+' },
              ],
            },
            {
              name: 'currentLeader',
              type: 'LeaderIdAndEpoch',
              versions: '0+',
              tagged: '0+',
              tag: 0,
              about: 'Who leads now, where the sender had it wrong.',
              fields: [
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
            { name: 'size', type: 'int64', versions: '0+' },
            { name: 'position', type: 'int64', versions: '0+', about: 'Place in the file, in bytes.' },
            {
              name: 'unalignedRecords',
              type: 'records',
              versions: '0+',
              about: 'Bytes of a snapshot from the position asked for, cut anywhere.',
            },
          ],
        },
      ],
    },
    {
      name: 'nodeEndpoints',
      type: '[]NodeEndpoint',
      versions: '1+',
      tagged: '1+',
      tag: 0,
      about: 'Where the leaders named in the answer can be reached.',
      fields: [
        { name: 'nodeId', type: 'int32', versions: '1+', mapKey: true, entityType: 'brokerId' },
        { name: 'host', type: 'string', versions: '1+', about: 'Host name or address.' },
        { name: 'port', type: 'uint16', versions: '1+' },
      ],
    },
  ],
}
