/**
 * TxnOffsetCommitResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const txnOffsetCommitResponse: MessageSchema = {
  name: 'TxnOffsetCommitResponse',
  kind: 'response',
  apiKey: 28,
  validVersions: '0-6',
  flexibleVersions: '3+',
  about: 'TxnOffsetCommitResponse',
  fields: [
    { name: 'throttleTimeMs', type: 'int32', versions: '0+' },
    {
      name: 'topics',
      type: '[]TxnOffsetCommitResponseTopic',
      versions: '0+',
      fields: [
        { name: 'name', type: 'string', versions: '0-5', ignorable: true, entityType: 'topicName' },
        { name: 'topicId', type: 'uuid', versions: '6+', ignorable: true },
        {
          name: 'partitions',
          type: '[]TxnOffsetCommitResponsePartition',
          versions: '0+',
          fields: [
            { name: 'partitionIndex', type: 'int32', versions: '0+' },
            { name: 'errorCode', type: 'int16', versions: '0+' },
          ],
        },
      ],
    },
  ],
}
