/**
 * ShareGroupTargetAssignmentMetadataValue.
 */
import type { MessageSchema } from './message-schema.js'

export const shareGroupTargetAssignmentMetadataValue: MessageSchema = {
  name: 'ShareGroupTargetAssignmentMetadataValue',
  kind: 'coordinator-value',
  apiKey: 12,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'ShareGroupTargetAssignmentMetadataValue',
  fields: [
    { name: 'assignmentEpoch', type: 'int32', versions: '0+' },
    { name: 'assignmentTimestamp', type: 'int64', versions: '0+', tagged: '0+', tag: 0, ignorable: true },
  ],
}
