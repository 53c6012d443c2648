/**
 * ConsumerGroupTargetAssignmentMetadataValue.
 */
import type { MessageSchema } from './message-schema.js'

export const consumerGroupTargetAssignmentMetadataValue: MessageSchema = {
  name: 'ConsumerGroupTargetAssignmentMetadataValue',
  kind: 'coordinator-value',
  apiKey: 6,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'ConsumerGroupTargetAssignmentMetadataValue',
  fields: [
    { name: 'assignmentEpoch', type: 'int32', versions: '0+' },
    { name: 'assignmentTimestamp', type: 'int64', versions: '0+', tagged: '0+', tag: 0, ignorable: true },
  ],
}
