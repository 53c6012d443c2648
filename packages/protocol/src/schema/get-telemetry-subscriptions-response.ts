/**
 * Response: GetTelemetrySubscriptionsResponse, its fields and versions as data.
 * Answer to GetTelemetrySubscriptions.
 */
import type { MessageSchema } from './message-schema.js'

export const getTelemetrySubscriptionsResponse: MessageSchema = {
  name: 'GetTelemetrySubscriptionsResponse',
  kind: 'response',
  apiKey: 71,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'Answer to GetTelemetrySubscriptions.',
  fields: [
    {
      name: 'throttleTimeMs',
      type: 'int32',
      versions: '0+',
      about: 'How long the client was or should be held back by a quota, in milliseconds; 0 if not at all.',
    },
    {
      name: 'errorCode',
      type: 'int16',
      versions: '0+',
      about: '0 for success, else a code of the error table.',
    },
    { name: 'clientInstanceId', type: 'uuid', versions: '0+' },
    { name: 'subscriptionId', type: 'int32', versions: '0+' },
    { name: 'acceptedCompressionTypes', type: '[]int8', versions: '0+' },
    { name: 'pushIntervalMs', type: 'int32', versions: '0+', about: 'How often to push, in milliseconds.' },
    { name: 'telemetryMaxBytes', type: 'int32', versions: '0+' },
    { name: 'deltaTemporality', type: 'bool', versions: '0+', about: 'Push differences instead of totals.' },
    {
      name: 'requestedMetrics',
      type: '[]string',
      versions: '0+',
      about: 'Prefixes of metric names; one empty text stands for all.',
    },
  ],
}
