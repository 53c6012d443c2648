/**
 * Request: DescribeAclsRequest, its fields and versions as data.
 * Lists access control entries that match a filter.
 */
import type { MessageSchema } from './message-schema.js'

export const describeAclsRequest: MessageSchema = {
  name: 'DescribeAclsRequest',
  kind: 'request',
  apiKey: 29,
  validVersions: '0-3',
  flexibleVersions: '2+',
  about: 'Lists access control entries that match a filter.',
  fields: [
    { name: 'resourceTypeFilter', type: 'int8', versions: '0+' },
    { name: 'resourceNameFilter', type: 'string', versions: '0+', nullable: '0+' },
    { name: 'patternTypeFilter', type: 'int8', versions: '1+', default: 3 },
    { name: 'principalFilter', type: 'string', versions: '0+', nullable: '0+' },
    { name: 'hostFilter', type: 'string', versions: '0+', nullable: '0+' },
    { name: 'operation', type: 'int8', versions: '0+', about: 'What is allowed or denied.' },
    { name: 'permissionType', type: 'int8', versions: '0+', about: 'Allow or deny.' },
  ],
}
