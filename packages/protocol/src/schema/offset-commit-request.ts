/**
 * OffsetCommitRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const offsetCommitRequest: MessageSchema = {
  name: 'OffsetCommitRequest',
  kind: 'request',
  apiKey: 8,
  validVersions: '0-10',
  flexibleVersions: '8+',
  about: 'OffsetCommitRequest',
  fields: [
    { name: 'groupId', type: 'string', versions: '0+', entityType: 'groupId' },
    { name: 'generationIdOrMemberEpoch', type: 'int32', versions: '1+', default: -1, ignorable: true },
    { name: 'memberId', type: 'string', versions: '1+', ignorable: true },
    { name: 'retentionTimeMs', type: 'int64', versions: '2-4', default: -1, ignorable: true },
    { name: 'groupInstanceId', type: 'string', versions: '7+', nullable: '7+', default: null },
    {
      name: 'topics',
      type: '[]OffsetCommitRequestTopic',
      versions: '0+',
      fields: [
        { name: 'name', type: 'string', versions: '0-9', ignorable: true, entityType: 'topicName' },
        { name: 'topicId', type: 'uuid', versions: '10+', ignorable: true },
        {
          name: 'partitions',
          type: '[]OffsetCommitRequestPartition',
          versions: '0+',
          fields: [
            { name: 'partitionIndex', type: 'int32', versions: '0+' },
            { name: 'committedOffset', type: 'int64', versions: '0+' },
            { name: 'commitTimestamp', type: 'int64', versions: '1', default: -1 },
            { name: 'committedLeaderEpoch', type: 'int32', versions: '6+', default: -1, ignorable: true },
            { name: 'committedMetadata', type: 'string', versions: '0+', nullable: '0+' },
          ],
        },
      ],
    },
  ],
}
