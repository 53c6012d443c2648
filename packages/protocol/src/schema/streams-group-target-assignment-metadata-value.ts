/**
 * StreamsGroupTargetAssignmentMetadataValue.
 */
import type { MessageSchema } from './message-schema.js'

export const streamsGroupTargetAssignmentMetadataValue: MessageSchema = {
  name: 'StreamsGroupTargetAssignmentMetadataValue',
  kind: 'coordinator-value',
  apiKey: 20,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'StreamsGroupTargetAssignmentMetadataValue',
  fields: [
    { name: 'assignmentEpoch', type: 'int32', versions: '0+' },
    { name: 'assignmentTimestamp', type: 'int64', versions: '0+', tagged: '0+', tag: 0, ignorable: true },
  ],
}
