/**
 * Response: DescribeTransactionsResponse, its fields and versions as data.
 * Answer to DescribeTransactions.
 */
import type { MessageSchema } from './message-schema.js'

export const describeTransactionsResponse: MessageSchema = {
  name: 'DescribeTransactionsResponse',
  kind: 'response',
  apiKey: 65,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'Answer to DescribeTransactions.',
  fields: [
    {
      name: 'throttleTimeMs',
      type: 'int32',
      versions: '0+',
      about: 'How long the client was or should be held back by a quota, in milliseconds; 0 if not at all.',
    },
    {
      name: 'transactionStates',
      type: '[]TransactionState',
      versions: '0+',
      fields: [
        {
          name: 'errorCode',
          type: 'int16',
          versions: '0+',
          about: '0 for success, else a code of the error table.',
        },
        {
          name: 'transactionalId',
          type: 'string',
          versions: '0+',
          entityType: 'transactionalId',
          about: 'Name by which a transactional producer is known.',
        },
        { name: 'transactionState', type: 'string', versions: '0+' },
        { name: 'transactionTimeoutMs', type: 'int32', versions: '0+' },
        { name: 'transactionStartTimeMs', type: 'int64', versions: '0+' },
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
          name: 'topics',
          type: '[]TopicData',
          versions: '0+',
          fields: [
            { name: 'topic', type: 'string', versions: '0+', mapKey: true, entityType: 'topicName' },
            { name: 'partitions', type: '[]int32', versions: '0+' },
          ],
        },
      ],
    },
  ],
}
