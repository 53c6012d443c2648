/**
 * DeleteGroupsRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const deleteGroupsRequest: MessageSchema = {
  name: 'DeleteGroupsRequest',
  kind: 'request',
  apiKey: 42,
  validVersions: '0-3',
  flexibleVersions: '2+',
  about: 'DeleteGroupsRequest',
  fields: [{ name: 'groupsNames', type: '[]string', versions: '0+', entityType: 'groupId' }],
}
