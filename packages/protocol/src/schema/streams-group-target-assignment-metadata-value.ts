/**
 * Value of a coordinator record: StreamsGroupTargetAssignmentMetadataValue, its fields and versions as data.
 * The epoch of the target assignment of a streams group.
 */
import type { MessageSchema } from './message-schema.js'

export const streamsGroupTargetAssignmentMetadataValue: MessageSchema = {
  name: 'StreamsGroupTargetAssignmentMetadataValue',
  kind: 'coordinator-value',
  apiKey: 20,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'The epoch of the target assignment of a streams group.',
  fields: [
    {
      name: 'assignmentEpoch',
      type: 'int32',
      versions: '0+',
      about: 'Group epoch for which the assignment was made.',
    },
    { name: 'assignmentTimestamp', type: 'int64', versions: '0+', tagged: '0+', tag: 0, ignorable: true },
  ],
}
