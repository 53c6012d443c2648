/**
 * ExpireDelegationTokenResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const expireDelegationTokenResponse: MessageSchema = {
  name: 'ExpireDelegationTokenResponse',
  kind: 'response',
  apiKey: 40,
  validVersions: '0-2',
  flexibleVersions: '2+',
  about: 'ExpireDelegationTokenResponse',
  fields: [
    { name: 'errorCode', type: 'int16', versions: '0+' },
    { name: 'expiryTimestampMs', type: 'int64', versions: '0+' },
    { name: 'throttleTimeMs', type: 'int32', versions: '0+' },
  ],
}
