/**
 * Record of the metadata log: BeginTransactionRecord, its fields and versions as data.
 * Begins a group of metadata records that take effect together.
 */
import type { MessageSchema } from './message-schema.js'

export const beginTransactionRecord: MessageSchema = {
  name: 'BeginTransactionRecord',
  kind: 'metadata',
  apiKey: 23,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'Begins a group of metadata records that take effect together.',
  fields: [
    { name: 'name', type: 'string', versions: '0+', nullable: '0+', tagged: '0+', tag: 0, default: null },
  ],
}
