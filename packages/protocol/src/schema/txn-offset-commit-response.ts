/**
 * Response: TxnOffsetCommitResponse, its fields and versions as data.
 * Answer to TxnOffsetCommit.
 */
import type { MessageSchema } from './message-schema.js'

export const txnOffsetCommitResponse: MessageSchema = {
  name: 'TxnOffsetCommitResponse',
  kind: 'response',
  apiKey: 28,
  validVersions: '0-6',
  flexibleVersions: '3+',
  about: 'Answer to TxnOffsetCommit.',
  fields: [
    {
      name: 'throttleTimeMs',
      type: 'int32',
      versions: '0+',
      about: 'How long the client was or should be held back by a quota, in milliseconds; 0 if not at all.',
    },
    {
      name: 'topics',
      type: '[]TxnOffsetCommitResponseTopic',
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
          type: '[]TxnOffsetCommitResponsePartition',
          versions: '0+',
          fields: [
            { name: 'partitionIndex', type: 'int32', versions: '0+' },
            {
              name: 'errorCode',
              type: 'int16',
              versions: '0+',
              about: '0 for success, else a code of the error table.',
            },
          ],
        },
      ],
    },
  ],
}
