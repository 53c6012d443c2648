/**
 * ShareSnapshotKey.
 */
import type { MessageSchema } from './message-schema.js'

export const shareSnapshotKey: MessageSchema = {
  name: 'ShareSnapshotKey',
  kind: 'coordinator-key',
  apiKey: 0,
  validVersions: '0',
  flexibleVersions: 'none',
  about: 'ShareSnapshotKey',
  fields: [
    { name: 'groupId', type: 'string', versions: '0+' },
    { name: 'topicId', type: 'uuid', versions: '0+' },
    { name: 'partition', type: 'int32', versions: '0+' },
  ],
}
