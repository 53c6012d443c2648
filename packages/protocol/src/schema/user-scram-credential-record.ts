/**
 * UserScramCredentialRecord.
 */
import type { MessageSchema } from './message-schema.js'

export const userScramCredentialRecord: MessageSchema = {
  name: 'UserScramCredentialRecord',
  kind: 'metadata',
  apiKey: 11,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'UserScramCredentialRecord',
  fields: [
    { name: 'name', type: 'string', versions: '0+' },
    { name: 'mechanism', type: 'int8', versions: '0+' },
    { name: 'salt', type: 'bytes', versions: '0+' },
    { name: 'storedKey', type: 'bytes', versions: '0+' },
    { name: 'serverKey', type: 'bytes', versions: '0+' },
    { name: 'iterations', type: 'int32', versions: '0+' },
  ],
}
