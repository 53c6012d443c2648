/**
 * Request: DeleteGroupsRequest, its fields and versions as data.
 * Deletes groups with their offsets.
 */
import type { MessageSchema } from './message-schema.js'

export const deleteGroupsRequest: MessageSchema = {
  name: 'DeleteGroupsRequest',
  kind: 'request',
  apiKey: 42,
  validVersions: '0-3',
  flexibleVersions: '2+',
  about: 'Deletes groups with their offsets.',
  fields: [{ name: 'groupsNames', type: '[]string', versions: '0+', entityType: 'groupId' }],
}
