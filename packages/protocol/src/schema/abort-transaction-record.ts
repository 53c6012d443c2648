/**
 * Record of the metadata log: AbortTransactionRecord, its fields and versions as data.
 * The metadata records since the last begin record are void.
 */
import type { MessageSchema } from './message-schema.js'

export const abortTransactionRecord: MessageSchema = {
  name: 'AbortTransactionRecord',
  kind: 'metadata',
  apiKey: 25,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'The metadata records since the last begin record are void.',
  fields: [
    { name: 'reason', type: 'string', versions: '0+', nullable: '0+', tagged: '0+', tag: 0, default: null },
  ],
}
