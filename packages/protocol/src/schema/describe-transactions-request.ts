/**
 * Request: DescribeTransactionsRequest, its fields and versions as data.
 * Asks for the state of transactions.
 */
import type { MessageSchema } from './message-schema.js'

export const describeTransactionsRequest: MessageSchema = {
  name: 'DescribeTransactionsRequest',
  kind: 'request',
  apiKey: 65,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'Asks for the state of transactions.',
  fields: [{ name: 'transactionalIds', type: '[]string', versions: '0+', entityType: 'transactionalId' }],
}
