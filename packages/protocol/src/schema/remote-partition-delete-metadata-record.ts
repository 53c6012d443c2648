/**
 * Record of the remote log metadata: RemotePartitionDeleteMetadataRecord, its fields and versions as data.
 * A partition's remote segments are being deleted.
 */
import type { MessageSchema } from './message-schema.js'

export const remotePartitionDeleteMetadataRecord: MessageSchema = {
  name: 'RemotePartitionDeleteMetadataRecord',
  kind: 'remote-log-metadata',
  apiKey: 2,
  validVersions: '0',
  flexibleVersions: '0+',
  about: "A partition's remote segments are being deleted.",
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
    { name: 'brokerId', type: 'int32', versions: '0+' },
    { name: 'eventTimestampMs', type: 'int64', versions: '0+' },
    { name: 'remotePartitionDeleteState', type: 'int8', versions: '0+' },
  ],
}
