/**
 * BrokerRegistrationResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const brokerRegistrationResponse: MessageSchema = {
  name: 'BrokerRegistrationResponse',
  kind: 'response',
  apiKey: 62,
  validVersions: '0-4',
  flexibleVersions: '0+',
  about: 'BrokerRegistrationResponse',
  fields: [
    { name: 'throttleTimeMs', type: 'int32', versions: '0+' },
    { name: 'errorCode', type: 'int16', versions: '0+' },
    { name: 'brokerEpoch', type: 'int64', versions: '0+', default: -1 },
  ],
}
