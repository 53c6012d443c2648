/**
 * HeartbeatResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const heartbeatResponse: MessageSchema = {
  name: 'HeartbeatResponse',
  kind: 'response',
  apiKey: 12,
  validVersions: '0-4',
  flexibleVersions: '4+',
  about: 'HeartbeatResponse',
  fields: [
    { name: 'throttleTimeMs', type: 'int32', versions: '1+', ignorable: true },
    { name: 'errorCode', type: 'int16', versions: '0+' },
  ],
}
