/**
 * Value of a coordinator record: ConsumerGroupTargetAssignmentMetadataValue, its fields and versions as data.
 * The epoch of the target assignment of a consumer group.
 */
import type { MessageSchema } from './message-schema.js'

export const consumerGroupTargetAssignmentMetadataValue: MessageSchema = {
  name: 'ConsumerGroupTargetAssignmentMetadataValue',
  kind: 'coordinator-value',
  apiKey: 6,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'The epoch of the target assignment of a consumer group.',
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
