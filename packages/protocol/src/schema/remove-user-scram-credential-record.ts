/**
 * Record of the metadata log: RemoveUserScramCredentialRecord, its fields and versions as data.
 * A SCRAM credential is gone.
 */
import type { MessageSchema } from './message-schema.js'

export const removeUserScramCredentialRecord: MessageSchema = {
  name: 'RemoveUserScramCredentialRecord',
  kind: 'metadata',
  apiKey: 22,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'A SCRAM credential is gone.',
  fields: [
    { name: 'name', type: 'string', versions: '0+' },
    { name: 'mechanism', type: 'int8', versions: '0+', about: '1 SCRAM-SHA-256, 2 SCRAM-SHA-512.' },
  ],
}
