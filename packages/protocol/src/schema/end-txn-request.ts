/**
 * EndTxnRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const endTxnRequest: MessageSchema = {
  name: 'EndTxnRequest',
  kind: 'request',
  apiKey: 26,
  validVersions: '0-5',
  flexibleVersions: '3+',
  about: 'EndTxnRequest',
  fields: [
    { name: 'transactionalId', type: 'string', versions: '0+', entityType: 'transactionalId' },
    { name: 'producerId', type: 'int64', versions: '0+', entityType: 'producerId' },
    { name: 'producerEpoch', type: 'int16', versions: '0+' },
    { name: 'committed', type: 'bool', versions: '0+' },
  ],
}
