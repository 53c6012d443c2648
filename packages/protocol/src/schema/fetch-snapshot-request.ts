/**
 * FetchSnapshotRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const fetchSnapshotRequest: MessageSchema = {
  name: 'FetchSnapshotRequest',
  kind: 'request',
  apiKey: 59,
  validVersions: '0-1',
  flexibleVersions: '0+',
  about: 'FetchSnapshotRequest',
  fields: [
    {
      name: 'clusterId',
      type: 'string',
      versions: '0+',
      nullable: '0+',
      tagged: '0+',
      tag: 0,
      default: null,
    },
    { name: 'replicaId', type: 'int32', versions: '0+', default: -1, entityType: 'brokerId' },
    { name: 'maxBytes', type: 'int32', versions: '0+', default: 2147483647 },
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
            { name: 'currentLeaderEpoch', type: 'int32', versions: '0+' },
            {
              name: 'snapshotId',
              type: 'SnapshotId',
              versions: '0+',
              fields: [
                { name: 'endOffset', type: 'int64', versions: '0+' },
                { name: 'epoch', type: 'int32', versions: '0+' },
              ],
            },
            { name: 'position', type: 'int64', versions: '0+' },
            {
              name: 'replicaDirectoryId',
              type: 'uuid',
              versions: '1+',
              tagged: '1+',
              tag: 0,
              ignorable: true,
            },
          ],
        },
      ],
    },
  ],
}
