/**
 * Key of a coordinator record: ShareSnapshotKey, its fields and versions as data.
 * Names the whole stored state of a share partition.
 */
import type { MessageSchema } from './message-schema.js'

export const shareSnapshotKey: MessageSchema = {
  name: 'ShareSnapshotKey',
  kind: 'coordinator-key',
  apiKey: 0,
  validVersions: '0',
  flexibleVersions: 'none',
  about: 'Names the whole stored state of a share partition.',
  fields: [
    { name: 'groupId', type: 'string', versions: '0+' },
    {
      name: 'topicId',
      type: 'uuid',
      versions: '0+',
      about: 'Id of the topic; the zero uuid where it is unknown.',
    },
    { name: 'partition', type: 'int32', versions: '0+' },
  ],
}
