/**
 * EnvelopeRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const envelopeRequest: MessageSchema = {
  name: 'EnvelopeRequest',
  kind: 'request',
  apiKey: 58,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'EnvelopeRequest',
  fields: [
    { name: 'requestData', type: 'bytes', versions: '0+' },
    { name: 'requestPrincipal', type: 'bytes', versions: '0+', nullable: '0+' },
    { name: 'clientHostAddress', type: 'bytes', versions: '0+' },
  ],
}
