/**
 * Key of a coordinator record: TransactionLogKey, its fields and versions as data.
 * Names a transaction: its transactional id.
 */
import type { MessageSchema } from './message-schema.js'

export const transactionLogKey: MessageSchema = {
  name: 'TransactionLogKey',
  kind: 'coordinator-key',
  apiKey: 0,
  validVersions: '0',
  flexibleVersions: 'none',
  about: 'Names a transaction: its transactional id.',
  fields: [
    {
      name: 'transactionalId',
      type: 'string',
      versions: '0+',
      about: 'Name by which a transactional producer is known.',
    },
  ],
}
