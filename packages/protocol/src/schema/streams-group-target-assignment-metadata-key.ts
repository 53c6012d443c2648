/**
 * StreamsGroupTargetAssignmentMetadataKey.
 */
import type { MessageSchema } from './message-schema.js'

export const streamsGroupTargetAssignmentMetadataKey: MessageSchema = {
  name: 'StreamsGroupTargetAssignmentMetadataKey',
  kind: 'coordinator-key',
  apiKey: 20,
  validVersions: '0',
  flexibleVersions: 'none',
  about: 'StreamsGroupTargetAssignmentMetadataKey',
  fields: [{ name: 'groupId', type: 'string', versions: '0+' }],
}
