/**
 * Request: ListTransactionsRequest, its fields and versions as data.
 * Lists the transactions that a broker coordinates.
 */
import type { MessageSchema } from './message-schema.js'

export const listTransactionsRequest: MessageSchema = {
  name: 'ListTransactionsRequest',
  kind: 'request',
  apiKey: 66,
  validVersions: '0-2',
  flexibleVersions: '0+',
  about: 'Lists the transactions that a broker coordinates.',
  fields: [
    { name: 'stateFilters', type: '[]string', versions: '0+' },
    { name: 'producerIdFilters', type: '[]int64', versions: '0+', entityType: 'producerId' },
    { name: 'durationFilter', type: 'int64', versions: '1+', default: -1 },
    { name: 'transactionalIdPattern', type: 'string', versions: '2+', nullable: '2+', default: null },
  ],
}
