/**
 * Request: OffsetCommitRequest, its fields and versions as data.
 * Stores how far a group has read.
 */
import type { MessageSchema } from './message-schema.js'

export const offsetCommitRequest: MessageSchema = {
  name: 'OffsetCommitRequest',
  kind: 'request',
  apiKey: 8,
  validVersions: '0-10',
  flexibleVersions: '8+',
  about: 'Stores how far a group has read.',
  fields: [
    { name: 'groupId', type: 'string', versions: '0+', entityType: 'groupId' },
    {
      name: 'generationIdOrMemberEpoch',
      type: 'int32',
      versions: '1+',
      default: -1,
      ignorable: true,
      about: 'Generation of a classic group, or member epoch of a newer one.',
    },
    {
      name: 'memberId',
      type: 'string',
      versions: '1+',
      ignorable: true,
      about: 'Id that the coordinator knows the member by.',
    },
    {
      name: 'retentionTimeMs',
      type: 'int64',
      versions: '2-4',
      default: -1,
      ignorable: true,
      about: "How long to keep the commit; -1 for the broker's setting.",
    },
    {
      name: 'groupInstanceId',
      type: 'string',
      versions: '7+',
      nullable: '7+',
      default: null,
      about: 'Fixed name of a static member (KIP-345); null for a dynamic one.',
    },
    {
      name: 'topics',
      type: '[]OffsetCommitRequestTopic',
      versions: '0+',
      fields: [
        { name: 'name', type: 'string', versions: '0-9', ignorable: true, entityType: 'topicName' },
        {
          name: 'topicId',
          type: 'uuid',
          versions: '10+',
          ignorable: true,
          about: 'Id of the topic; the zero uuid where it is unknown.',
        },
        {
          name: 'partitions',
          type: '[]OffsetCommitRequestPartition',
          versions: '0+',
          fields: [
            { name: 'partitionIndex', type: 'int32', versions: '0+' },
            {
              name: 'committedOffset',
              type: 'int64',
              versions: '0+',
              about: 'Offset of the record to read next.',
            },
            {
              name: 'commitTimestamp',
              type: 'int64',
              versions: '1',
              default: -1,
              about: 'When the commit was made, in milliseconds.',
            },
            {
              name: 'committedLeaderEpoch',
              type: 'int32',
              versions: '6+',
              default: -1,
              ignorable: true,
              about: 'Leader epoch of the record read last; -1 if unknown.',
            },
            {
              name: 'committedMetadata',
              type: 'string',
              versions: '0+',
              nullable: '0+',
              about: 'Text that the member attached to the commit.',
            },
          ],
        },
      ],
    },
  ],
}
