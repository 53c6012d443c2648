/**
 * Request: AlterUserScramCredentialsRequest, its fields and versions as data.
 * Sets or deletes SCRAM credentials.
 */
import type { MessageSchema } from './message-schema.js'

export const alterUserScramCredentialsRequest: MessageSchema = {
  name: 'AlterUserScramCredentialsRequest',
  kind: 'request',
  apiKey: 51,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'Sets or deletes SCRAM credentials.',
  fields: [
    {
      name: 'deletions',
      type: '[]ScramCredentialDeletion',
      versions: '0+',
      fields: [
        { name: 'name', type: 'string', versions: '0+' },
        { name: 'mechanism', type: 'int8', versions: '0+', about: '1 SCRAM-SHA-256, 2 SCRAM-SHA-512.' },
      ],
    },
    {
      name: 'upsertions',
      type: '[]ScramCredentialUpsertion',
      versions: '0+',
      fields: [
        { name: 'name', type: 'string', versions: '0+' },
        { name: 'mechanism', type: 'int8', versions: '0+', about: '1 SCRAM-SHA-256, 2 SCRAM-SHA-512.' },
        { name: 'iterations', type: 'int32', versions: '0+', about: 'Rounds of the SCRAM hash.' },
        { name: 'salt', type: 'bytes', versions: '0+', about: 'Salt of the SCRAM credential.' },
        { name: 'saltedPassword', type: 'bytes', versions: '0+' },
      ],
    },
  ],
}
