/**
 * RemoveUserScramCredentialRecord.
 */
import type { MessageSchema } from './message-schema.js'

export const removeUserScramCredentialRecord: MessageSchema = {
  name: 'RemoveUserScramCredentialRecord',
  kind: 'metadata',
  apiKey: 22,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'RemoveUserScramCredentialRecord',
  fields: [
    { name: 'name', type: 'string', versions: '0+' },
    { name: 'mechanism', type: 'int8', versions: '0+' },
  ],
}
