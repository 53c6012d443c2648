/**
 * Record of the metadata log: EndTransactionRecord, its fields and versions as data.
 * Ends a group of metadata records: they take effect.
 */
import type { MessageSchema } from './message-schema.js'

export const endTransactionRecord: MessageSchema = {
  name: 'EndTransactionRecord',
  kind: 'metadata',
  apiKey: 24,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'Ends a group of metadata records: they take effect.',
  fields: [],
}
