/**
 * Response: ListTransactionsResponse, its fields and versions as data.
 * Answer to ListTransactions.
 */
import type { MessageSchema } from './message-schema.js'

export const listTransactionsResponse: MessageSchema = {
  name: 'ListTransactionsResponse',
  kind: 'response',
  apiKey: 66,
  validVersions: '0-2',
  flexibleVersions: '0+',
  about: 'Answer to ListTransactions.',
  fields: [
    {
      name: 'throttleTimeMs',
      type: 'int32',
      versions: '0+',
      about: 'How long the client was or should be held back by a quota, in milliseconds; 0 if not at all.',
    },
    {
      name: 'errorCode',
      type: 'int16',
      versions: '0+',
      about: '0 for success, else a code of the error table.',
    },
    { name: 'unknownStateFilters', type: '[]string', versions: '0+' },
    {
      name: 'transactionStates',
      type: '[]TransactionState',
      versions: '0+',
      fields: [
        {
          name: 'transactionalId',
          type: 'string',
          versions: '0+',
          entityType: 'transactionalId',
          about: 'Name by which a transactional producer is known.',
        },
        {
          name: 'producerId',
          type: 'int64',
          versions: '0+',
          entityType: 'producerId',
          about: 'Id of the producer; -1 for none.',
        },
        { name: 'transactionState', type: 'string', versions: '0+' },
      ],
    },
  ],
}
