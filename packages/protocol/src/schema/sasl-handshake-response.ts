/**
 * Response: SaslHandshakeResponse, its fields and versions as data.
 * Answer to SaslHandshake.
 */
import type { MessageSchema } from './message-schema.js'

export const saslHandshakeResponse: MessageSchema = {
  name: 'SaslHandshakeResponse',
  kind: 'response',
  apiKey: 17,
  validVersions: '0-1',
  flexibleVersions: 'none',
  about: 'Answer to SaslHandshake.',
  fields: [
    {
      name: 'errorCode',
      type: 'int16',
      versions: '0+',
      about: '0 for success, else a code of the error table.',
    },
    { name: 'mechanisms', type: '[]string', versions: '0+' },
  ],
}
