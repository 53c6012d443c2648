/**
 * SaslAuthenticateResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const saslAuthenticateResponse: MessageSchema = {
  name: 'SaslAuthenticateResponse',
  kind: 'response',
  apiKey: 36,
  validVersions: '0-2',
  flexibleVersions: '2+',
  about: 'SaslAuthenticateResponse',
  fields: [
    { name: 'errorCode', type: 'int16', versions: '0+' },
    { name: 'errorMessage', type: 'string', versions: '0+', nullable: '0+' },
    { name: 'authBytes', type: 'bytes', versions: '0+' },
    { name: 'sessionLifetimeMs', type: 'int64', versions: '1+', ignorable: true },
  ],
}
