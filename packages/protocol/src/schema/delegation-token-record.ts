/**
 * Record of the metadata log: DelegationTokenRecord, its fields and versions as data.
 * A delegation token exists.
 */
import type { MessageSchema } from './message-schema.js'

export const delegationTokenRecord: MessageSchema = {
  name: 'DelegationTokenRecord',
  kind: 'metadata',
  apiKey: 10,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'A delegation token exists.',
  fields: [
    { name: 'owner', type: 'string', versions: '0+' },
    { name: 'requester', type: 'string', versions: '0+' },
    { name: 'renewers', type: '[]string', versions: '0+' },
    { name: 'issueTimestamp', type: 'int64', versions: '0+' },
    { name: 'maxTimestamp', type: 'int64', versions: '0+' },
    { name: 'expirationTimestamp', type: 'int64', versions: '0+' },
    { name: 'tokenId', type: 'string', versions: '0+' },
  ],
}
