/**
 * Record of the remote log metadata: RemoteLogSegmentMetadataRecord, its fields and versions as data.
 * A segment is being copied to remote storage.
 */
import type { MessageSchema } from './message-schema.js'

export const remoteLogSegmentMetadataRecord: MessageSchema = {
  name: 'RemoteLogSegmentMetadataRecord',
  kind: 'remote-log-metadata',
  apiKey: 0,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'A segment is being copied to remote storage.',
  fields: [
    {
      name: 'remoteLogSegmentId',
      type: 'RemoteLogSegmentIdEntry',
      versions: '0+',
      fields: [
        {
          name: 'topicIdPartition',
          type: 'TopicIdPartitionEntry',
          versions: '0+',
          fields: [
            { name: 'name', type: 'string', versions: '0+' },
            { name: 'id', type: 'uuid', versions: '0+' },
            { name: 'partition', type: 'int32', versions: '0+' },
          ],
        },
        { name: 'id', type: 'uuid', versions: '0+' },
      ],
    },
    { name: 'startOffset', type: 'int64', versions: '0+', about: 'First offset concerned.' },
    { name: 'endOffset', type: 'int64', versions: '0+', about: 'Exclusive.' },
    { name: 'brokerId', type: 'int32', versions: '0+' },
    { name: 'maxTimestampMs', type: 'int64', versions: '0+' },
    { name: 'eventTimestampMs', type: 'int64', versions: '0+' },
    {
      name: 'segmentLeaderEpochs',
      type: '[]SegmentLeaderEpochEntry',
      versions: '0+',
      fields: [
        {
          name: 'leaderEpoch',
          type: 'int32',
          versions: '0+',
          about: 'Number of the leadership; -1 where it is unknown.',
        },
        { name: 'offset', type: 'int64', versions: '0+', about: 'A position in the partition.' },
      ],
    },
    { name: 'segmentSizeInBytes', type: 'int32', versions: '0+' },
    {
      name: 'customMetadata',
      type: 'bytes',
      versions: '0+',
      nullable: '0+',
      default: null,
      about: 'What the remote storage plugin wants to remember.',
    },
    { name: 'remoteLogSegmentState', type: 'int8', versions: '0+' },
    { name: 'txnIndexEmpty', type: 'bool', versions: '0+', tagged: '0+', tag: 0 },
  ],
}
