/**
 * RenewDelegationTokenResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const renewDelegationTokenResponse: MessageSchema = {
  name: 'RenewDelegationTokenResponse',
  kind: 'response',
  apiKey: 39,
  validVersions: '0-2',
  flexibleVersions: '2+',
  about: 'RenewDelegationTokenResponse',
  fields: [
    { name: 'errorCode', type: 'int16', versions: '0+' },
    { name: 'expiryTimestampMs', type: 'int64', versions: '0+' },
    { name: 'throttleTimeMs', type: 'int32', versions: '0+' },
  ],
}
