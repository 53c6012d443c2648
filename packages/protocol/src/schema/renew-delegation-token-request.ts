/**
 * Request: RenewDelegationTokenRequest, its fields and versions as data.
 * Moves the expiry of a delegation token.
 */
import type { MessageSchema } from './message-schema.js'

export const renewDelegationTokenRequest: MessageSchema = {
  name: 'RenewDelegationTokenRequest',
  kind: 'request',
  apiKey: 39,
  validVersions: '0-2',
  flexibleVersions: '2+',
  about: 'Moves the expiry of a delegation token.',
  fields: [
    { name: 'hmac', type: 'bytes', versions: '0+', about: 'Secret of the delegation token.' },
    { name: 'renewPeriodMs', type: 'int64', versions: '0+' },
  ],
}
