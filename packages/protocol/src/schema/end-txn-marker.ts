/**
 * EndTxnMarker.
 */
import type { MessageSchema } from './message-schema.js'

export const endTxnMarker: MessageSchema = {
  name: 'EndTxnMarker',
  kind: 'data',
  validVersions: '0',
  flexibleVersions: 'none',
  about: 'EndTxnMarker',
  fields: [{ name: 'coordinatorEpoch', type: 'int32', versions: '0+' }],
}
