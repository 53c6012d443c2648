/**
 * Record of the remote log metadata: RemoteLogSegmentMetadataUpdateRecord, its fields and versions as data.
 * The state of a remote segment changed.
 */
import type { MessageSchema } from './message-schema.js'

export const remoteLogSegmentMetadataUpdateRecord: MessageSchema = {
  name: 'RemoteLogSegmentMetadataUpdateRecord',
  kind: 'remote-log-metadata',
  apiKey: 1,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'The state of a remote segment changed.',
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
    { name: 'brokerId', type: 'int32', versions: '0+' },
    { name: 'eventTimestampMs', type: 'int64', versions: '0+' },
    {
      name: 'customMetadata',
      type: 'bytes',
      versions: '0+',
      nullable: '0+',
      default: null,
      about: 'What the remote storage plugin wants to remember.',
    },
    { name: 'remoteLogSegmentState', type: 'int8', versions: '0+' },
  ],
}
