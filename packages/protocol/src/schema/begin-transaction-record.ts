/**
 * BeginTransactionRecord.
 */
import type { MessageSchema } from './message-schema.js'

export const beginTransactionRecord: MessageSchema = {
  name: 'BeginTransactionRecord',
  kind: 'metadata',
  apiKey: 23,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'BeginTransactionRecord',
  fields: [
    { name: 'name', type: 'string', versions: '0+', nullable: '0+', tagged: '0+', tag: 0, default: null },
  ],
}
