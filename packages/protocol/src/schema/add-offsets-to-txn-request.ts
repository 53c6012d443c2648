/**
 * AddOffsetsToTxnRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const addOffsetsToTxnRequest: MessageSchema = {
  name: 'AddOffsetsToTxnRequest',
  kind: 'request',
  apiKey: 25,
  validVersions: '0-4',
  flexibleVersions: '3+',
  about: 'AddOffsetsToTxnRequest',
  fields: [
    { name: 'transactionalId', type: 'string', versions: '0+', entityType: 'transactionalId' },
    { name: 'producerId', type: 'int64', versions: '0+', entityType: 'producerId' },
    { name: 'producerEpoch', type: 'int16', versions: '0+' },
    { name: 'groupId', type: 'string', versions: '0+', entityType: 'groupId' },
  ],
}
