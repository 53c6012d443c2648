/**
 * PushTelemetryRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const pushTelemetryRequest: MessageSchema = {
  name: 'PushTelemetryRequest',
  kind: 'request',
  apiKey: 72,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'PushTelemetryRequest',
  fields: [
    { name: 'clientInstanceId', type: 'uuid', versions: '0+' },
    { name: 'subscriptionId', type: 'int32', versions: '0+' },
    { name: 'terminating', type: 'bool', versions: '0+' },
    { name: 'compressionType', type: 'int8', versions: '0+' },
    { name: 'metrics', type: 'bytes', versions: '0+' },
  ],
}
