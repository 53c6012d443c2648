/**
 * Response: DescribeDelegationTokenResponse, its fields and versions as data.
 * Answer to DescribeDelegationToken.
 */
import type { MessageSchema } from './message-schema.js'

export const describeDelegationTokenResponse: MessageSchema = {
  name: 'DescribeDelegationTokenResponse',
  kind: 'response',
  apiKey: 41,
  validVersions: '0-3',
  flexibleVersions: '2+',
  about: 'Answer to DescribeDelegationToken.',
  fields: [
    {
      name: 'errorCode',
      type: 'int16',
      versions: '0+',
      about: '0 for success, else a code of the error table.',
    },
    {
      name: 'tokens',
      type: '[]DescribedDelegationToken',
      versions: '0+',
      fields: [
        { name: 'principalType', type: 'string', versions: '0+' },
        { name: 'principalName', type: 'string', versions: '0+' },
        { name: 'tokenRequesterPrincipalType', type: 'string', versions: '3+' },
        { name: 'tokenRequesterPrincipalName', type: 'string', versions: '3+' },
        { name: 'issueTimestamp', type: 'int64', versions: '0+' },
        { name: 'expiryTimestamp', type: 'int64', versions: '0+' },
        { name: 'maxTimestamp', type: 'int64', versions: '0+' },
        { name: 'tokenId', type: 'string', versions: '0+' },
        { name: 'hmac', type: 'bytes', versions: '0+', about: 'Secret of the delegation token.' },
        {
          name: 'renewers',
          type: '[]DescribedDelegationTokenRenewer',
          versions: '0+',
          fields: [
            { name: 'principalType', type: 'string', versions: '0+' },
            { name: 'principalName', type: 'string', versions: '0+' },
          ],
        },
      ],
    },
    {
      name: 'throttleTimeMs',
      type: 'int32',
      versions: '0+',
      about: 'How long the client was or should be held back by a quota, in milliseconds; 0 if not at all.',
    },
  ],
}
