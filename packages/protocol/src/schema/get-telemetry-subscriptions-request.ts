/**
 * Request: GetTelemetrySubscriptionsRequest, its fields and versions as data.
 * A client asks which of its metrics the broker wants (KIP-714).
 */
import type { MessageSchema } from './message-schema.js'

export const getTelemetrySubscriptionsRequest: MessageSchema = {
  name: 'GetTelemetrySubscriptionsRequest',
  kind: 'request',
  apiKey: 71,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'A client asks which of its metrics the broker wants (KIP-714).',
  fields: [{ name: 'clientInstanceId', type: 'uuid', versions: '0+' }],
}
