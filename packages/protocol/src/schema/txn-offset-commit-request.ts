/**
 * Request: TxnOffsetCommitRequest, its fields and versions as data.
 * Commits a group's offsets as part of a transaction.
 */
import type { MessageSchema } from './message-schema.js'

export const txnOffsetCommitRequest: MessageSchema = {
  name: 'TxnOffsetCommitRequest',
  kind: 'request',
  apiKey: 28,
  validVersions: '0-6',
  flexibleVersions: '3+',
  about: "Commits a group's offsets as part of a transaction.",
  fields: [
    {
      name: 'transactionalId',
      type: 'string',
      versions: '0+',
      entityType: 'transactionalId',
      about: 'Name by which a transactional producer is known.',
    },
    { name: 'groupId', type: 'string', versions: '0+', entityType: 'groupId' },
    {
      name: 'producerId',
      type: 'int64',
      versions: '0+',
      entityType: 'producerId',
      about: 'Id of the producer; -1 for none.',
    },
    {
      name: 'producerEpoch',
      type: 'int16',
      versions: '0+',
      about: 'Epoch of the producer, by which older ones are fenced; -1 for none.',
    },
    {
      name: 'generationIdOrMemberEpoch',
      type: 'int32',
      versions: '3+',
      default: -1,
      about: 'Generation of a classic group, or member epoch of a newer one.',
    },
    {
      name: 'memberId',
      type: 'string',
      versions: '3+',
      about: 'Id that the coordinator knows the member by.',
    },
    {
      name: 'groupInstanceId',
      type: 'string',
      versions: '3+',
      nullable: '3+',
      default: null,
      about: 'Fixed name of a static member (KIP-345); null for a dynamic one.',
    },
    {
      name: 'topics',
      type: '[]TxnOffsetCommitRequestTopic',
      versions: '0+',
      fields: [
        { name: 'name', type: 'string', versions: '0-5', ignorable: true, entityType: 'topicName' },
        {
          name: 'topicId',
          type: 'uuid',
          versions: '6+',
          ignorable: true,
          about: 'Id of the topic; the zero uuid where it is unknown.',
        },
        {
          name: 'partitions',
          type: '[]TxnOffsetCommitRequestPartition',
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
              name: 'committedLeaderEpoch',
              type: 'int32',
              versions: '2+',
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
