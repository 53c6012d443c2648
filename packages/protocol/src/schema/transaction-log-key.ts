/**
 * TransactionLogKey.
 */
import type { MessageSchema } from './message-schema.js'

export const transactionLogKey: MessageSchema = {
  name: 'TransactionLogKey',
  kind: 'coordinator-key',
  apiKey: 0,
  validVersions: '0',
  flexibleVersions: 'none',
  about: 'TransactionLogKey',
  fields: [{ name: 'transactionalId', type: 'string', versions: '0+' }],
}
