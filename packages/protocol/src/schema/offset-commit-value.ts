/**
 * OffsetCommitValue.
 */
import type { MessageSchema } from './message-schema.js'

export const offsetCommitValue: MessageSchema = {
  name: 'OffsetCommitValue',
  kind: 'coordinator-value',
  apiKey: 1,
  validVersions: '0-4',
  flexibleVersions: '4+',
  about: 'OffsetCommitValue',
  fields: [
    { name: 'offset', type: 'int64', versions: '0+' },
    { name: 'leaderEpoch', type: 'int32', versions: '3+', default: -1, ignorable: true },
    { name: 'metadata', type: 'string', versions: '0+' },
    { name: 'commitTimestamp', type: 'int64', versions: '0+' },
    { name: 'expireTimestamp', type: 'int64', versions: '1', default: -1, ignorable: true },
    { name: 'topicId', type: 'uuid', versions: '4+', tagged: '4+', tag: 0, ignorable: true },
  ],
}
