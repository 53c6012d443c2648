/**
 * DescribeUserScramCredentialsResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const describeUserScramCredentialsResponse: MessageSchema = {
  name: 'DescribeUserScramCredentialsResponse',
  kind: 'response',
  apiKey: 50,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'DescribeUserScramCredentialsResponse',
  fields: [
    { name: 'throttleTimeMs', type: 'int32', versions: '0+' },
    { name: 'errorCode', type: 'int16', versions: '0+' },
    { name: 'errorMessage', type: 'string', versions: '0+', nullable: '0+' },
    {
      name: 'results',
      type: '[]DescribeUserScramCredentialsResult',
      versions: '0+',
      fields: [
        { name: 'user', type: 'string', versions: '0+' },
        { name: 'errorCode', type: 'int16', versions: '0+' },
        { name: 'errorMessage', type: 'string', versions: '0+', nullable: '0+' },
        {
          name: 'credentialInfos',
          type: '[]CredentialInfo',
          versions: '0+',
          fields: [
            { name: 'mechanism', type: 'int8', versions: '0+' },
            { name: 'iterations', type: 'int32', versions: '0+' },
          ],
        },
      ],
    },
  ],
}
