/**
 * Key of a coordinator record: StreamsGroupTargetAssignmentMetadataKey, its fields and versions as data.
 * Names the epoch of the target assignment of a streams group.
 */
import type { MessageSchema } from './message-schema.js'

export const streamsGroupTargetAssignmentMetadataKey: MessageSchema = {
  name: 'StreamsGroupTargetAssignmentMetadataKey',
  kind: 'coordinator-key',
  apiKey: 20,
  validVersions: '0',
  flexibleVersions: 'none',
  about: 'Names the epoch of the target assignment of a streams group.',
  fields: [{ name: 'groupId', type: 'string', versions: '0+' }],
}
