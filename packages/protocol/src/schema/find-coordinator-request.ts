/**
 * FindCoordinatorRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const findCoordinatorRequest: MessageSchema = {
  name: 'FindCoordinatorRequest',
  kind: 'request',
  apiKey: 10,
  validVersions: '0-6',
  flexibleVersions: '3+',
  about: 'FindCoordinatorRequest',
  fields: [
    { name: 'key', type: 'string', versions: '0-3' },
    { name: 'keyType', type: 'int8', versions: '1+' },
    { name: 'coordinatorKeys', type: '[]string', versions: '4+' },
  ],
}
