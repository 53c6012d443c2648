/**
 * Response: DescribeUserScramCredentialsResponse, its fields and versions as data.
 * Answer to DescribeUserScramCredentials.
 */
import type { MessageSchema } from './message-schema.js'

export const describeUserScramCredentialsResponse: MessageSchema = {
  name: 'DescribeUserScramCredentialsResponse',
  kind: 'response',
  apiKey: 50,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'Answer to DescribeUserScramCredentials.',
  fields: [
    {
      name: 'throttleTimeMs',
      type: 'int32',
      versions: '0+',
      about: 'How long the client was or should be held back by a quota, in milliseconds; 0 if not at all.',
    },
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
    {
      name: 'results',
      type: '[]DescribeUserScramCredentialsResult',
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
        {
          name: 'credentialInfos',
          type: '[]CredentialInfo',
          versions: '0+',
          fields: [
            { name: 'mechanism', type: 'int8', versions: '0+', about: '1 SCRAM-SHA-256, 2 SCRAM-SHA-512.' },
            { name: 'iterations', type: 'int32', versions: '0+', about: 'Rounds of the SCRAM hash.' },
          ],
        },
      ],
    },
  ],
}
