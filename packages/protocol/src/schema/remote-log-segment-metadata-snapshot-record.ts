/**
 * Record of the remote log metadata: RemoteLogSegmentMetadataSnapshotRecord, its fields and versions as data.
 * A remote segment as it stands, in a snapshot of the cache.
 */
import type { MessageSchema } from './message-schema.js'

export const remoteLogSegmentMetadataSnapshotRecord: MessageSchema = {
  name: 'RemoteLogSegmentMetadataSnapshotRecord',
  kind: 'remote-log-metadata',
  apiKey: 3,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'A remote segment as it stands, in a snapshot of the cache.',
  fields: [
    { name: 'segmentId', type: 'uuid', versions: '0+' },
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
