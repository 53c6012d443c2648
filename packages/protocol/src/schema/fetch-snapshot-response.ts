/**
 * FetchSnapshotResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const fetchSnapshotResponse: MessageSchema = {
  name: 'FetchSnapshotResponse',
  kind: 'response',
  apiKey: 59,
  validVersions: '0-1',
  flexibleVersions: '0+',
  about: 'FetchSnapshotResponse',
  fields: [
    { name: 'throttleTimeMs', type: 'int32', versions: '0+', ignorable: true },
    { name: 'errorCode', type: 'int16', versions: '0+' },
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
            { name: 'errorCode', type: 'int16', versions: '0+' },
            {
              name: 'snapshotId',
              type: 'SnapshotId',
              versions: '0+',
              fields: [
                { name: 'endOffset', type: 'int64', versions: '0+' },
                { name: 'epoch', type: 'int32', versions: '0+' },
              ],
            },
            {
              name: 'currentLeader',
              type: 'LeaderIdAndEpoch',
              versions: '0+',
              tagged: '0+',
              tag: 0,
              fields: [
                { name: 'leaderId', type: 'int32', versions: '0+', entityType: 'brokerId' },
                { name: 'leaderEpoch', type: 'int32', versions: '0+' },
              ],
            },
            { name: 'size', type: 'int64', versions: '0+' },
            { name: 'position', type: 'int64', versions: '0+' },
            { name: 'unalignedRecords', type: 'records', versions: '0+' },
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
      fields: [
        { name: 'nodeId', type: 'int32', versions: '1+', mapKey: true, entityType: 'brokerId' },
        { name: 'host', type: 'string', versions: '1+' },
        { name: 'port', type: 'uint16', versions: '1+' },
      ],
    },
  ],
}
