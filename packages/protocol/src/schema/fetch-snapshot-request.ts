/**
 * Request: FetchSnapshotRequest, its fields and versions as data.
 * Reads a snapshot of the metadata log (KIP-630).
 */
import type { MessageSchema } from './message-schema.js'

export const fetchSnapshotRequest: MessageSchema = {
  name: 'FetchSnapshotRequest',
  kind: 'request',
  apiKey: 59,
  validVersions: '0-1',
  flexibleVersions: '0+',
  about: 'Reads a snapshot of the metadata log (KIP-630).',
  fields: [
    {
      name: 'clusterId',
      type: 'string',
      versions: '0+',
      nullable: '0+',
      tagged: '0+',
      tag: 0,
      default: null,
      about: 'Id of the cluster; null where it is not told.',
    },
    {
      name: 'replicaId',
      type: 'int32',
      versions: '0+',
      default: -1,
      entityType: 'brokerId',
      about: 'Broker id of a follower; -1 for a consumer.',
    },
    {
      name: 'maxBytes',
      type: 'int32',
      versions: '0+',
      default: 2147483647,
      about: 'Answer with no more than this, except for a first batch that is larger.',
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
            { name: 'partition', type: 'int32', versions: '0+' },
            {
              name: 'currentLeaderEpoch',
              type: 'int32',
              versions: '0+',
              about: 'Leader epoch that the sender believes in; -1 asks for no check.',
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
            { name: 'position', type: 'int64', versions: '0+', about: 'Place in the file, in bytes.' },
            {
              name: 'replicaDirectoryId',
              type: 'uuid',
              versions: '1+',
              tagged: '1+',
              tag: 0,
              ignorable: true,
              about: 'Id of the directory of the replica that asks.',
            },
          ],
        },
      ],
    },
  ],
}
