/**
 * Record of the metadata log: UserScramCredentialRecord, its fields and versions as data.
 * A SCRAM credential exists.
 */
import type { MessageSchema } from './message-schema.js'

export const userScramCredentialRecord: MessageSchema = {
  name: 'UserScramCredentialRecord',
  kind: 'metadata',
  apiKey: 11,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'A SCRAM credential exists.',
  fields: [
    { name: 'name', type: 'string', versions: '0+' },
    { name: 'mechanism', type: 'int8', versions: '0+', about: '1 SCRAM-SHA-256, 2 SCRAM-SHA-512.' },
    { name: 'salt', type: 'bytes', versions: '0+', about: 'Salt of the SCRAM credential.' },
    { name: 'storedKey', type: 'bytes', versions: '0+' },
    { name: 'serverKey', type: 'bytes', versions: '0+' },
    { name: 'iterations', type: 'int32', versions: '0+', about: 'Rounds of the SCRAM hash.' },
  ],
}
