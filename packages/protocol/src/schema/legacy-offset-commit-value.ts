/**
 * Value of a coordinator record: LegacyOffsetCommitValue, its fields and versions as data.
 * A committed offset, as the oldest releases wrote it.
 */
import type { MessageSchema } from './message-schema.js'

export const legacyOffsetCommitValue: MessageSchema = {
  name: 'LegacyOffsetCommitValue',
  kind: 'coordinator-value',
  apiKey: 0,
  validVersions: '0',
  flexibleVersions: 'none',
  about: 'A committed offset, as the oldest releases wrote it.',
  fields: [
    { name: 'offset', type: 'int64', versions: '0+', about: 'A position in the partition.' },
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
  ],
}
