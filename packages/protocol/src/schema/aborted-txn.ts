/**
 * AbortedTxn.
 */
import type { MessageSchema } from './message-schema.js'

export const abortedTxn: MessageSchema = {
  name: 'AbortedTxn',
  kind: 'data',
  validVersions: '0',
  flexibleVersions: 'none',
  about: 'AbortedTxn',
  fields: [
    { name: 'producerId', type: 'int64', versions: '0+' },
    { name: 'firstOffset', type: 'int64', versions: '0+' },
    { name: 'lastOffset', type: 'int64', versions: '0+' },
    { name: 'lastStableOffset', type: 'int64', versions: '0+' },
  ],
}
