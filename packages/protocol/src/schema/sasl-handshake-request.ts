/**
 * SaslHandshakeRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const saslHandshakeRequest: MessageSchema = {
  name: 'SaslHandshakeRequest',
  kind: 'request',
  apiKey: 17,
  validVersions: '0-1',
  flexibleVersions: 'none',
  about: 'SaslHandshakeRequest',
  fields: [{ name: 'mechanism', type: 'string', versions: '0+' }],
}
