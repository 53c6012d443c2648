/**
 * Response: PushTelemetryResponse, its fields and versions as data.
 * Answer to PushTelemetry.
 */
import type { MessageSchema } from './message-schema.js'

export const pushTelemetryResponse: MessageSchema = {
  name: 'PushTelemetryResponse',
  kind: 'response',
  apiKey: 72,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'Answer to PushTelemetry.',
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
  ],
}
