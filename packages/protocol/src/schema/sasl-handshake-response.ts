/**
 * SaslHandshakeResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const saslHandshakeResponse: MessageSchema = {
  name: 'SaslHandshakeResponse',
  kind: 'response',
  apiKey: 17,
  validVersions: '0-1',
  flexibleVersions: 'none',
  about: 'SaslHandshakeResponse',
  fields: [
    { name: 'errorCode', type: 'int16', versions: '0+' },
    { name: 'mechanisms', type: '[]string', versions: '0+' },
  ],
}
