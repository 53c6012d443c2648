/**
 * Response: HeartbeatResponse, its fields and versions as data.
 * Answer to Heartbeat.
 */
import type { MessageSchema } from './message-schema.js'

export const heartbeatResponse: MessageSchema = {
  name: 'HeartbeatResponse',
  kind: 'response',
  apiKey: 12,
  validVersions: '0-4',
  flexibleVersions: '4+',
  about: 'Answer to Heartbeat.',
  fields: [
    {
      name: 'throttleTimeMs',
      type: 'int32',
      versions: '1+',
      ignorable: true,
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
