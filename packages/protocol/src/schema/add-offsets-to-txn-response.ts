/**
 * AddOffsetsToTxnResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const addOffsetsToTxnResponse: MessageSchema = {
  name: 'AddOffsetsToTxnResponse',
  kind: 'response',
  apiKey: 25,
  validVersions: '0-4',
  flexibleVersions: '3+',
  about: 'AddOffsetsToTxnResponse',
  fields: [
    { name: 'throttleTimeMs', type: 'int32', versions: '0+' },
    { name: 'errorCode', type: 'int16', versions: '0+' },
  ],
}
