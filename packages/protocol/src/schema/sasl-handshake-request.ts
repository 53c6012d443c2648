/**
 * Request: SaslHandshakeRequest, its fields and versions as data.
 * Chooses the SASL mechanism of a connection.
 */
import type { MessageSchema } from './message-schema.js'

export const saslHandshakeRequest: MessageSchema = {
  name: 'SaslHandshakeRequest',
  kind: 'request',
  apiKey: 17,
  validVersions: '0-1',
  flexibleVersions: 'none',
  about: 'Chooses the SASL mechanism of a connection.',
  fields: [{ name: 'mechanism', type: 'string', versions: '0+', about: 'Name of the SASL mechanism.' }],
}
