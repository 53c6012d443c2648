/**
 * Request: DescribeUserScramCredentialsRequest, its fields and versions as data.
 * Lists users with SCRAM credentials (KIP-554).
 */
import type { MessageSchema } from './message-schema.js'

export const describeUserScramCredentialsRequest: MessageSchema = {
  name: 'DescribeUserScramCredentialsRequest',
  kind: 'request',
  apiKey: 50,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'Lists users with SCRAM credentials (KIP-554).',
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
