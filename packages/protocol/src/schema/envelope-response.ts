/**
 * Response: EnvelopeResponse, its fields and versions as data.
 * Answer to Envelope.
 */
import type { MessageSchema } from './message-schema.js'

export const envelopeResponse: MessageSchema = {
  name: 'EnvelopeResponse',
  kind: 'response',
  apiKey: 58,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'Answer to Envelope.',
  fields: [
    { name: 'responseData', type: 'bytes', versions: '0+', nullable: '0+', default: null },
    {
      name: 'errorCode',
      type: 'int16',
      versions: '0+',
      about: '0 for success, else a code of the error table.',
    },
  ],
}
