/**
 * EndTransactionRecord.
 */
import type { MessageSchema } from './message-schema.js'

export const endTransactionRecord: MessageSchema = {
  name: 'EndTransactionRecord',
  kind: 'metadata',
  apiKey: 24,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'EndTransactionRecord',
  fields: [],
}
