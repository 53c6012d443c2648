/**
 * ListTransactionsResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const listTransactionsResponse: MessageSchema = {
  name: 'ListTransactionsResponse',
  kind: 'response',
  apiKey: 66,
  validVersions: '0-2',
  flexibleVersions: '0+',
  about: 'ListTransactionsResponse',
  fields: [
    { name: 'throttleTimeMs', type: 'int32', versions: '0+' },
    { name: 'errorCode', type: 'int16', versions: '0+' },
    { name: 'unknownStateFilters', type: '[]string', versions: '0+' },
    {
      name: 'transactionStates',
      type: '[]TransactionState',
      versions: '0+',
      fields: [
        { name: 'transactionalId', type: 'string', versions: '0+', entityType: 'transactionalId' },
        { name: 'producerId', type: 'int64', versions: '0+', entityType: 'producerId' },
        { name: 'transactionState', type: 'string', versions: '0+' },
      ],
    },
  ],
}
