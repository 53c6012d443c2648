/**
 * RenewDelegationTokenRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const renewDelegationTokenRequest: MessageSchema = {
  name: 'RenewDelegationTokenRequest',
  kind: 'request',
  apiKey: 39,
  validVersions: '0-2',
  flexibleVersions: '2+',
  about: 'RenewDelegationTokenRequest',
  fields: [
    { name: 'hmac', type: 'bytes', versions: '0+' },
    { name: 'renewPeriodMs', type: 'int64', versions: '0+' },
  ],
}
