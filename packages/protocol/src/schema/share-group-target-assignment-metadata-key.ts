/**
 * Key of a coordinator record: ShareGroupTargetAssignmentMetadataKey, its fields and versions as data.
 * Names the epoch of the target assignment of a share group.
 */
import type { MessageSchema } from './message-schema.js'

export const shareGroupTargetAssignmentMetadataKey: MessageSchema = {
  name: 'ShareGroupTargetAssignmentMetadataKey',
  kind: 'coordinator-key',
  apiKey: 12,
  validVersions: '0',
  flexibleVersions: 'none',
  about: 'Names the epoch of the target assignment of a share group.',
  fields: [{ name: 'groupId', type: 'string', versions: '0+' }],
}
