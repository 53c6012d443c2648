/**
 * Key of a coordinator record: OffsetCommitKey, its fields and versions as data.
 * Names a committed offset: group, topic, partition.
 */
import type { MessageSchema } from './message-schema.js'

export const offsetCommitKey: MessageSchema = {
  name: 'OffsetCommitKey',
  kind: 'coordinator-key',
  apiKey: 1,
  validVersions: '0',
  flexibleVersions: 'none',
  about: 'Names a committed offset: group, topic, partition.',
  fields: [
    { name: 'group', type: 'string', versions: '0+' },
    { name: 'topic', type: 'string', versions: '0+' },
    { name: 'partition', type: 'int32', versions: '0+' },
  ],
}
