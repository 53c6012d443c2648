/**
 * Response: ExpireDelegationTokenResponse, its fields and versions as data.
 * Answer to ExpireDelegationToken.
 */
import type { MessageSchema } from './message-schema.js'

export const expireDelegationTokenResponse: MessageSchema = {
  name: 'ExpireDelegationTokenResponse',
  kind: 'response',
  apiKey: 40,
  validVersions: '0-2',
  flexibleVersions: '2+',
  about: 'Answer to ExpireDelegationToken.',
  fields: [
    {
      name: 'errorCode',
      type: 'int16',
      versions: '0+',
      about: '0 for success, else a code of the error table.',
    },
    { name: 'expiryTimestampMs', type: 'int64', versions: '0+' },
    {
      name: 'throttleTimeMs',
      type: 'int32',
      versions: '0+',
      about: 'How long the client was or should be held back by a quota, in milliseconds; 0 if not at all.',
    },
  ],
}
