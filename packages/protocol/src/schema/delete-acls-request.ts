/**
 * Request: DeleteAclsRequest, its fields and versions as data.
 * Deletes access control entries that match filters.
 */
import type { MessageSchema } from './message-schema.js'

export const deleteAclsRequest: MessageSchema = {
  name: 'DeleteAclsRequest',
  kind: 'request',
  apiKey: 31,
  validVersions: '0-3',
  flexibleVersions: '2+',
  about: 'Deletes access control entries that match filters.',
  fields: [
    {
      name: 'filters',
      type: '[]DeleteAclsFilter',
      versions: '0+',
      fields: [
        { name: 'resourceTypeFilter', type: 'int8', versions: '0+' },
        { name: 'resourceNameFilter', type: 'string', versions: '0+', nullable: '0+' },
        { name: 'patternTypeFilter', type: 'int8', versions: '1+', default: 3 },
        { name: 'principalFilter', type: 'string', versions: '0+', nullable: '0+' },
        { name: 'hostFilter', type: 'string', versions: '0+', nullable: '0+' },
        { name: 'operation', type: 'int8', versions: '0+', about: 'What is allowed or denied.' },
        { name: 'permissionType', type: 'int8', versions: '0+', about: 'Allow or deny.' },
      ],
    },
  ],
}
