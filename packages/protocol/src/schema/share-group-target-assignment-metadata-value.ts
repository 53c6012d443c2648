/**
 * Value of a coordinator record: ShareGroupTargetAssignmentMetadataValue, its fields and versions as data.
 * The epoch of the target assignment of a share group.
 */
import type { MessageSchema } from './message-schema.js'

export const shareGroupTargetAssignmentMetadataValue: MessageSchema = {
  name: 'ShareGroupTargetAssignmentMetadataValue',
  kind: 'coordinator-value',
  apiKey: 12,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'The epoch of the target assignment of a share group.',
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
