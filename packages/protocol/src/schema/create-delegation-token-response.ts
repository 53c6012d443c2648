/**
 * CreateDelegationTokenResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const createDelegationTokenResponse: MessageSchema = {
  name: 'CreateDelegationTokenResponse',
  kind: 'response',
  apiKey: 38,
  validVersions: '0-3',
  flexibleVersions: '2+',
  about: 'CreateDelegationTokenResponse',
  fields: [
    { name: 'errorCode', type: 'int16', versions: '0+' },
    { name: 'principalType', type: 'string', versions: '0+' },
    { name: 'principalName', type: 'string', versions: '0+' },
    { name: 'tokenRequesterPrincipalType', type: 'string', versions: '3+' },
    { name: 'tokenRequesterPrincipalName', type: 'string', versions: '3+' },
    { name: 'issueTimestampMs', type: 'int64', versions: '0+' },
    { name: 'expiryTimestampMs', type: 'int64', versions: '0+' },
    { name: 'maxTimestampMs', type: 'int64', versions: '0+' },
    { name: 'tokenId', type: 'string', versions: '0+' },
    { name: 'hmac', type: 'bytes', versions: '0+' },
    { name: 'throttleTimeMs', type: 'int32', versions: '0+' },
  ],
}
