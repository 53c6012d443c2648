/**
 * RemoveDelegationTokenRecord.
 */
import type { MessageSchema } from './message-schema.js'

export const removeDelegationTokenRecord: MessageSchema = {
  name: 'RemoveDelegationTokenRecord',
  kind: 'metadata',
  apiKey: 26,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'RemoveDelegationTokenRecord',
  fields: [{ name: 'tokenId', type: 'string', versions: '0+' }],
}
