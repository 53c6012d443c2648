/**
 * RemoteLogSegmentMetadataSnapshotRecord.
 */
import type { MessageSchema } from './message-schema.js'

export const remoteLogSegmentMetadataSnapshotRecord: MessageSchema = {
  name: 'RemoteLogSegmentMetadataSnapshotRecord',
  kind: 'remote-log-metadata',
  apiKey: 3,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'RemoteLogSegmentMetadataSnapshotRecord',
  fields: [
    { name: 'segmentId', type: 'uuid', versions: '0+' },
    { name: 'startOffset', type: 'int64', versions: '0+' },
    { name: 'endOffset', type: 'int64', versions: '0+' },
    { name: 'brokerId', type: 'int32', versions: '0+' },
    { name: 'maxTimestampMs', type: 'int64', versions: '0+' },
    { name: 'eventTimestampMs', type: 'int64', versions: '0+' },
    {
      name: 'segmentLeaderEpochs',
      type: '[]SegmentLeaderEpochEntry',
      versions: '0+',
      fields: [
        { name: 'leaderEpoch', type: 'int32', versions: '0+' },
        { name: 'offset', type: 'int64', versions: '0+' },
      ],
    },
    { name: 'segmentSizeInBytes', type: 'int32', versions: '0+' },
    { name: 'customMetadata', type: 'bytes', versions: '0+', nullable: '0+', default: null },
    { name: 'remoteLogSegmentState', type: 'int8', versions: '0+' },
    { name: 'txnIndexEmpty', type: 'bool', versions: '0+', tagged: '0+', tag: 0 },
  ],
}
