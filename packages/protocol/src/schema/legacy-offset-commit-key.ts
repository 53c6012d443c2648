/**
 * Key of a coordinator record: LegacyOffsetCommitKey, its fields and versions as data.
 * Names a committed offset, as the oldest releases wrote it.
 */
import type { MessageSchema } from './message-schema.js'

export const legacyOffsetCommitKey: MessageSchema = {
  name: 'LegacyOffsetCommitKey',
  kind: 'coordinator-key',
  apiKey: 0,
  validVersions: '0',
  flexibleVersions: 'none',
  about: 'Names a committed offset, as the oldest releases wrote it.',
  fields: [
    { name: 'group', type: 'string', versions: '0+' },
    { name: 'topic', type: 'string', versions: '0+' },
    { name: 'partition', type: 'int32', versions: '0+' },
  ],
}
