/**
 * TxnOffsetCommitRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const txnOffsetCommitRequest: MessageSchema = {
  name: 'TxnOffsetCommitRequest',
  kind: 'request',
  apiKey: 28,
  validVersions: '0-6',
  flexibleVersions: '3+',
  about: 'TxnOffsetCommitRequest',
  fields: [
    { name: 'transactionalId', type: 'string', versions: '0+', entityType: 'transactionalId' },
    { name: 'groupId', type: 'string', versions: '0+', entityType: 'groupId' },
    { name: 'producerId', type: 'int64', versions: '0+', entityType: 'producerId' },
    { name: 'producerEpoch', type: 'int16', versions: '0+' },
    { name: 'generationIdOrMemberEpoch', type: 'int32', versions: '3+', default: -1 },
    { name: 'memberId', type: 'string', versions: '3+' },
    { name: 'groupInstanceId', type: 'string', versions: '3+', nullable: '3+', default: null },
    {
      name: 'topics',
      type: '[]TxnOffsetCommitRequestTopic',
      versions: '0+',
      fields: [
        { name: 'name', type: 'string', versions: '0-5', ignorable: true, entityType: 'topicName' },
        { name: 'topicId', type: 'uuid', versions: '6+', ignorable: true },
        {
          name: 'partitions',
          type: '[]TxnOffsetCommitRequestPartition',
          versions: '0+',
          fields: [
            { name: 'partitionIndex', type: 'int32', versions: '0+' },
            { name: 'committedOffset', type: 'int64', versions: '0+' },
            { name: 'committedLeaderEpoch', type: 'int32', versions: '2+', default: -1, ignorable: true },
            { name: 'committedMetadata', type: 'string', versions: '0+', nullable: '0+' },
          ],
        },
      ],
    },
  ],
}
