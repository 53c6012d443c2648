/**
 * ExpireDelegationTokenRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const expireDelegationTokenRequest: MessageSchema = {
  name: 'ExpireDelegationTokenRequest',
  kind: 'request',
  apiKey: 40,
  validVersions: '0-2',
  flexibleVersions: '2+',
  about: 'ExpireDelegationTokenRequest',
  fields: [
    { name: 'hmac', type: 'bytes', versions: '0+' },
    { name: 'expiryTimePeriodMs', type: 'int64', versions: '0+' },
  ],
}
