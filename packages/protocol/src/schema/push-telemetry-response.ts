/**
 * PushTelemetryResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const pushTelemetryResponse: MessageSchema = {
  name: 'PushTelemetryResponse',
  kind: 'response',
  apiKey: 72,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'PushTelemetryResponse',
  fields: [
    { name: 'throttleTimeMs', type: 'int32', versions: '0+' },
    { name: 'errorCode', type: 'int16', versions: '0+' },
  ],
}
