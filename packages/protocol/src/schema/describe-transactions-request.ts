/**
 * DescribeTransactionsRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const describeTransactionsRequest: MessageSchema = {
  name: 'DescribeTransactionsRequest',
  kind: 'request',
  apiKey: 65,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'DescribeTransactionsRequest',
  fields: [{ name: 'transactionalIds', type: '[]string', versions: '0+', entityType: 'transactionalId' }],
}
