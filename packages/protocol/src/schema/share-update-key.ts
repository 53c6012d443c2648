/**
 * Key of a coordinator record: ShareUpdateKey, its fields and versions as data.
 * Names a change of the stored state of a share partition.
 */
import type { MessageSchema } from './message-schema.js'

export const shareUpdateKey: MessageSchema = {
  name: 'ShareUpdateKey',
  kind: 'coordinator-key',
  apiKey: 1,
  validVersions: '0',
  flexibleVersions: 'none',
  about: 'Names a change of the stored state of a share partition.',
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
