/**
 * EnvelopeResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const envelopeResponse: MessageSchema = {
  name: 'EnvelopeResponse',
  kind: 'response',
  apiKey: 58,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'EnvelopeResponse',
  fields: [
    { name: 'responseData', type: 'bytes', versions: '0+', nullable: '0+', default: null },
    { name: 'errorCode', type: 'int16', versions: '0+' },
  ],
}
