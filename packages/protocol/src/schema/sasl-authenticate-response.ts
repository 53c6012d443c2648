/**
 * Response: SaslAuthenticateResponse, its fields and versions as data.
 * Answer to SaslAuthenticate.
 */
import type { MessageSchema } from './message-schema.js'

export const saslAuthenticateResponse: MessageSchema = {
  name: 'SaslAuthenticateResponse',
  kind: 'response',
  apiKey: 36,
  validVersions: '0-2',
  flexibleVersions: '2+',
  about: 'Answer to SaslAuthenticate.',
  fields: [
    {
      name: 'errorCode',
      type: 'int16',
      versions: '0+',
      about: '0 for success, else a code of the error table.',
    },
    {
      name: 'errorMessage',
      type: 'string',
      versions: '0+',
      nullable: '0+',
      about: 'More about the error for people; null if there is none.',
    },
    { name: 'authBytes', type: 'bytes', versions: '0+', about: 'Token of the SASL mechanism.' },
    {
      name: 'sessionLifetimeMs',
      type: 'int64',
      versions: '1+',
      ignorable: true,
      about: 'When to authenticate again, in milliseconds from now; 0 for never.',
    },
  ],
}
