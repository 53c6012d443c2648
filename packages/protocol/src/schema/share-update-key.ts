/**
 * ShareUpdateKey.
 */
import type { MessageSchema } from './message-schema.js'

export const shareUpdateKey: MessageSchema = {
  name: 'ShareUpdateKey',
  kind: 'coordinator-key',
  apiKey: 1,
  validVersions: '0',
  flexibleVersions: 'none',
  about: 'ShareUpdateKey',
  fields: [
    { name: 'groupId', type: 'string', versions: '0+' },
    { name: 'topicId', type: 'uuid', versions: '0+' },
    { name: 'partition', type: 'int32', versions: '0+' },
  ],
}
