/**
 * RemoteLogSegmentMetadataRecord.
 */
import type { MessageSchema } from './message-schema.js'

export const remoteLogSegmentMetadataRecord: MessageSchema = {
  name: 'RemoteLogSegmentMetadataRecord',
  kind: 'remote-log-metadata',
  apiKey: 0,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'RemoteLogSegmentMetadataRecord',
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
