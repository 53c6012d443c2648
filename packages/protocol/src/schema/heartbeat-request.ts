/**
 * HeartbeatRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const heartbeatRequest: MessageSchema = {
  name: 'HeartbeatRequest',
  kind: 'request',
  apiKey: 12,
  validVersions: '0-4',
  flexibleVersions: '4+',
  about: 'HeartbeatRequest',
  fields: [
    { name: 'groupId', type: 'string', versions: '0+', entityType: 'groupId' },
    { name: 'generationId', type: 'int32', versions: '0+' },
    { name: 'memberId', type: 'string', versions: '0+' },
    { name: 'groupInstanceId', type: 'string', versions: '3+', nullable: '3+', default: null },
  ],
}
