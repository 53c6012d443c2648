/**
 * GetTelemetrySubscriptionsRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const getTelemetrySubscriptionsRequest: MessageSchema = {
  name: 'GetTelemetrySubscriptionsRequest',
  kind: 'request',
  apiKey: 71,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'GetTelemetrySubscriptionsRequest',
  fields: [{ name: 'clientInstanceId', type: 'uuid', versions: '0+' }],
}
