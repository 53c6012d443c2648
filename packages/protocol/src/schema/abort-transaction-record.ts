/**
 * AbortTransactionRecord.
 */
import type { MessageSchema } from './message-schema.js'

export const abortTransactionRecord: MessageSchema = {
  name: 'AbortTransactionRecord',
  kind: 'metadata',
  apiKey: 25,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'AbortTransactionRecord',
  fields: [
    { name: 'reason', type: 'string', versions: '0+', nullable: '0+', tagged: '0+', tag: 0, default: null },
  ],
}
