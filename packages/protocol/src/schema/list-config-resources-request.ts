/**
 * Request: ListConfigResourcesRequest, its fields and versions as data.
 * Lists resources that have settings of their own.
 */
import type { MessageSchema } from './message-schema.js'

export const listConfigResourcesRequest: MessageSchema = {
  name: 'ListConfigResourcesRequest',
  kind: 'request',
  apiKey: 74,
  validVersions: '0-1',
  flexibleVersions: '0+',
  about: 'Lists resources that have settings of their own.',
  fields: [{ name: 'resourceTypes', type: '[]int8', versions: '1+' }],
}
