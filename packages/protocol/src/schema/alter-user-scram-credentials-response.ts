/**
 * Response: AlterUserScramCredentialsResponse, its fields and versions as data.
 * Answer to AlterUserScramCredentials.
 */
import type { MessageSchema } from './message-schema.js'

export const alterUserScramCredentialsResponse: MessageSchema = {
  name: 'AlterUserScramCredentialsResponse',
  kind: 'response',
  apiKey: 51,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'Answer to AlterUserScramCredentials.',
  fields: [
    {
      name: 'throttleTimeMs',
      type: 'int32',
      versions: '0+',
      about: 'How long the client was or should be held back by a quota, in milliseconds; 0 if not at all.',
    },
    {
      name: 'results',
      type: '[]AlterUserScramCredentialsResult',
      versions: '0+',
      fields: [
        { name: 'user', type: 'string', versions: '0+' },
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
      ],
    },
  ],
}
