/**
 * Request: PushTelemetryRequest, its fields and versions as data.
 * A client sends metrics that the broker asked for.
 */
import type { MessageSchema } from './message-schema.js'

export const pushTelemetryRequest: MessageSchema = {
  name: 'PushTelemetryRequest',
  kind: 'request',
  apiKey: 72,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'A client sends metrics that the broker asked for.',
  fields: [
    { name: 'clientInstanceId', type: 'uuid', versions: '0+' },
    { name: 'subscriptionId', type: 'int32', versions: '0+' },
    { name: 'terminating', type: 'bool', versions: '0+', about: 'The client pushes for the last time.' },
    {
      name: 'compressionType',
      type: 'int8',
      versions: '0+',
      about: 'Id of the codec that the metrics are compressed with.',
    },
    { name: 'metrics', type: 'bytes', versions: '0+' },
  ],
}
