/**
 * EndTxnResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const endTxnResponse: MessageSchema = {
  name: 'EndTxnResponse',
  kind: 'response',
  apiKey: 26,
  validVersions: '0-5',
  flexibleVersions: '3+',
  about: 'EndTxnResponse',
  fields: [
    { name: 'throttleTimeMs', type: 'int32', versions: '0+' },
    { name: 'errorCode', type: 'int16', versions: '0+' },
    {
      name: 'producerId',
      type: 'int64',
      versions: '5+',
      default: -1,
      ignorable: true,
      entityType: 'producerId',
    },
    { name: 'producerEpoch', type: 'int16', versions: '5+', default: -1, ignorable: true },
  ],
}
