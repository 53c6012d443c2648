/**
 * AlterUserScramCredentialsRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const alterUserScramCredentialsRequest: MessageSchema = {
  name: 'AlterUserScramCredentialsRequest',
  kind: 'request',
  apiKey: 51,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'AlterUserScramCredentialsRequest',
  fields: [
    {
      name: 'deletions',
      type: '[]ScramCredentialDeletion',
      versions: '0+',
      fields: [
        { name: 'name', type: 'string', versions: '0+' },
        { name: 'mechanism', type: 'int8', versions: '0+' },
      ],
    },
    {
      name: 'upsertions',
      type: '[]ScramCredentialUpsertion',
      versions: '0+',
      fields: [
        { name: 'name', type: 'string', versions: '0+' },
        { name: 'mechanism', type: 'int8', versions: '0+' },
        { name: 'iterations', type: 'int32', versions: '0+' },
        { name: 'salt', type: 'bytes', versions: '0+' },
        { name: 'saltedPassword', type: 'bytes', versions: '0+' },
      ],
    },
  ],
}
