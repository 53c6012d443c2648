/**
 * Request: FindCoordinatorRequest, its fields and versions as data.
 * Asks which broker coordinates a group, a transactional id or a share partition.
 */
import type { MessageSchema } from './message-schema.js'

export const findCoordinatorRequest: MessageSchema = {
  name: 'FindCoordinatorRequest',
  kind: 'request',
  apiKey: 10,
  validVersions: '0-6',
  flexibleVersions: '3+',
  about: 'Asks which broker coordinates a group, a transactional id or a share partition.',
  fields: [
    { name: 'key', type: 'string', versions: '0-3' },
    {
      name: 'keyType',
      type: 'int8',
      versions: '1+',
      about: '0 for a group, 1 for a transactional id, 2 for a share partition.',
    },
    { name: 'coordinatorKeys', type: '[]string', versions: '4+', about: 'What to find the coordinators of.' },
  ],
}
