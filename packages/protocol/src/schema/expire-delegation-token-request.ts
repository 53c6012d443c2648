/**
 * Request: ExpireDelegationTokenRequest, its fields and versions as data.
 * Lets a delegation token expire.
 */
import type { MessageSchema } from './message-schema.js'

export const expireDelegationTokenRequest: MessageSchema = {
  name: 'ExpireDelegationTokenRequest',
  kind: 'request',
  apiKey: 40,
  validVersions: '0-2',
  flexibleVersions: '2+',
  about: 'Lets a delegation token expire.',
  fields: [
    { name: 'hmac', type: 'bytes', versions: '0+', about: 'Secret of the delegation token.' },
    { name: 'expiryTimePeriodMs', type: 'int64', versions: '0+' },
  ],
}
