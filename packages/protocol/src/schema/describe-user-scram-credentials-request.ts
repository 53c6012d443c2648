/**
 * DescribeUserScramCredentialsRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const describeUserScramCredentialsRequest: MessageSchema = {
  name: 'DescribeUserScramCredentialsRequest',
  kind: 'request',
  apiKey: 50,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'DescribeUserScramCredentialsRequest',
  fields: [
    {
      name: 'users',
      type: '[]UserName',
      versions: '0+',
      nullable: '0+',
      fields: [{ name: 'name', type: 'string', versions: '0+' }],
    },
  ],
}
