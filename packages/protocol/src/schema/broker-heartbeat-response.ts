/**
 * BrokerHeartbeatResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const brokerHeartbeatResponse: MessageSchema = {
  name: 'BrokerHeartbeatResponse',
  kind: 'response',
  apiKey: 63,
  validVersions: '0-2',
  flexibleVersions: '0+',
  about: 'BrokerHeartbeatResponse',
  fields: [
    { name: 'throttleTimeMs', type: 'int32', versions: '0+' },
    { name: 'errorCode', type: 'int16', versions: '0+' },
    { name: 'isCaughtUp', type: 'bool', versions: '0+' },
    { name: 'isFenced', type: 'bool', versions: '0+', default: true },
    { name: 'shouldShutDown', type: 'bool', versions: '0+' },
  ],
}
