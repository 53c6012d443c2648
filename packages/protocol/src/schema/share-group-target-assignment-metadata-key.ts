/**
 * ShareGroupTargetAssignmentMetadataKey.
 */
import type { MessageSchema } from './message-schema.js'

export const shareGroupTargetAssignmentMetadataKey: MessageSchema = {
  name: 'ShareGroupTargetAssignmentMetadataKey',
  kind: 'coordinator-key',
  apiKey: 12,
  validVersions: '0',
  flexibleVersions: 'none',
  about: 'ShareGroupTargetAssignmentMetadataKey',
  fields: [{ name: 'groupId', type: 'string', versions: '0+' }],
}
