/**
 * Request: ListGroupsRequest, its fields and versions as data.
 * Lists the groups that a broker coordinates.
 */
import type { MessageSchema } from './message-schema.js'

export const listGroupsRequest: MessageSchema = {
  name: 'ListGroupsRequest',
  kind: 'request',
  apiKey: 16,
  validVersions: '0-5',
  flexibleVersions: '3+',
  about: 'Lists the groups that a broker coordinates.',
  fields: [
    { name: 'statesFilter', type: '[]string', versions: '4+' },
    { name: 'typesFilter', type: '[]string', versions: '5+' },
  ],
}
