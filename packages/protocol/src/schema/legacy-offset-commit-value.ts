/**
 * LegacyOffsetCommitValue.
 */
import type { MessageSchema } from './message-schema.js'

export const legacyOffsetCommitValue: MessageSchema = {
  name: 'LegacyOffsetCommitValue',
  kind: 'coordinator-value',
  apiKey: 0,
  validVersions: '0',
  flexibleVersions: 'none',
  about: 'LegacyOffsetCommitValue',
  fields: [
    { name: 'offset', type: 'int64', versions: '0+' },
    { name: 'metadata', type: 'string', versions: '0+' },
    { name: 'commitTimestamp', type: 'int64', versions: '0+' },
  ],
}
