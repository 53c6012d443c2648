/**
 * Record of the metadata log: RemoveDelegationTokenRecord, its fields and versions as data.
 * A delegation token is gone.
 */
import type { MessageSchema } from './message-schema.js'

export const removeDelegationTokenRecord: MessageSchema = {
  name: 'RemoveDelegationTokenRecord',
  kind: 'metadata',
  apiKey: 26,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'A delegation token is gone.',
  fields: [{ name: 'tokenId', type: 'string', versions: '0+' }],
}
