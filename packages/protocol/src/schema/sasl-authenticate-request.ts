/**
 * SaslAuthenticateRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const saslAuthenticateRequest: MessageSchema = {
  name: 'SaslAuthenticateRequest',
  kind: 'request',
  apiKey: 36,
  validVersions: '0-2',
  flexibleVersions: '2+',
  about: 'SaslAuthenticateRequest',
  fields: [{ name: 'authBytes', type: 'bytes', versions: '0+' }],
}
