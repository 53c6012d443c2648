/**
 * Request: SaslAuthenticateRequest, its fields and versions as data.
 * Carries the tokens of a SASL exchange.
 */
import type { MessageSchema } from './message-schema.js'

export const saslAuthenticateRequest: MessageSchema = {
  name: 'SaslAuthenticateRequest',
  kind: 'request',
  apiKey: 36,
  validVersions: '0-2',
  flexibleVersions: '2+',
  about: 'Carries the tokens of a SASL exchange.',
  fields: [{ name: 'authBytes', type: 'bytes', versions: '0+', about: 'Token of the SASL mechanism.' }],
}
