/**
 * AlterUserScramCredentialsResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const alterUserScramCredentialsResponse: MessageSchema = {
  name: 'AlterUserScramCredentialsResponse',
  kind: 'response',
  apiKey: 51,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'AlterUserScramCredentialsResponse',
  fields: [
    { name: 'throttleTimeMs', type: 'int32', versions: '0+' },
    {
      name: 'results',
      type: '[]AlterUserScramCredentialsResult',
      versions: '0+',
      fields: [
        { name: 'user', type: 'string', versions: '0+' },
        { name: 'errorCode', type: 'int16', versions: '0+' },
        { name: 'errorMessage', type: 'string', versions: '0+', nullable: '0+' },
      ],
    },
  ],
}
