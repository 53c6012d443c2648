/**
 * Value of a coordinator record: OffsetCommitValue, its fields and versions as data.
 * A committed offset.
 */
import type { MessageSchema } from './message-schema.js'

export const offsetCommitValue: MessageSchema = {
  name: 'OffsetCommitValue',
  kind: 'coordinator-value',
  apiKey: 1,
  validVersions: '0-4',
  flexibleVersions: '4+',
  about: 'A committed offset.',
  fields: [
    { name: 'offset', type: 'int64', versions: '0+', about: 'A position in the partition.' },
    {
      name: 'leaderEpoch',
      type: 'int32',
      versions: '3+',
      default: -1,
      ignorable: true,
      about: 'Number of the leadership; -1 where it is unknown.',
    },
    {
      name: 'metadata',
      type: 'string',
      versions: '0+',
      about: 'Text that the member attached to the commit.',
    },
    {
      name: 'commitTimestamp',
      type: 'int64',
      versions: '0+',
      about: 'When the commit was made, in milliseconds.',
    },
    {
      name: 'expireTimestamp',
      type: 'int64',
      versions: '1',
      default: -1,
      ignorable: true,
      about: 'When the commit expires, in milliseconds; -1 for never by itself.',
    },
    {
      name: 'topicId',
      type: 'uuid',
      versions: '4+',
      tagged: '4+',
      tag: 0,
      ignorable: true,
      about: 'Id of the topic; the zero uuid where it is unknown.',
    },
  ],
}
