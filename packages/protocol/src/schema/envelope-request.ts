/**
 * Request: EnvelopeRequest, its fields and versions as data.
 * Carries a client's request from a broker to the controller.
 */
import type { MessageSchema } from './message-schema.js'

export const envelopeRequest: MessageSchema = {
  name: 'EnvelopeRequest',
  kind: 'request',
  apiKey: 58,
  validVersions: '0',
  flexibleVersions: '0+',
  about: "Carries a client's request from a broker to the controller.",
  fields: [
    { name: 'requestData', type: 'bytes', versions: '0+' },
    {
      name: 'requestPrincipal',
      type: 'bytes',
      versions: '0+',
      nullable: '0+',
      about: 'Who sent the request, as the broker encoded it.',
    },
    { name: 'clientHostAddress', type: 'bytes', versions: '0+' },
  ],
}
