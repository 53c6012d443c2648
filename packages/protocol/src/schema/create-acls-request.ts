/**
 * Request: CreateAclsRequest, its fields and versions as data.
 * Adds access control entries.
 */
import type { MessageSchema } from './message-schema.js'

export const createAclsRequest: MessageSchema = {
  name: 'CreateAclsRequest',
  kind: 'request',
  apiKey: 30,
  validVersions: '0-3',
  flexibleVersions: '2+',
  about: 'Adds access control entries.',
  fields: [
    {
      name: 'creations',
      type: '[]AclCreation',
      versions: '0+',
      fields: [
        {
          name: 'resourceType',
          type: 'int8',
          versions: '0+',
          about: 'Kind of resource: topic, group, broker and so on.',
        },
        { name: 'resourceName', type: 'string', versions: '0+' },
        { name: 'resourcePatternType', type: 'int8', versions: '1+', default: 3 },
        { name: 'principal', type: 'string', versions: '0+', about: 'Who, such as User:alice.' },
        { name: 'host', type: 'string', versions: '0+', about: 'Host that the entry is about; * for all.' },
        { name: 'operation', type: 'int8', versions: '0+', about: 'What is allowed or denied.' },
        { name: 'permissionType', type: 'int8', versions: '0+', about: 'Allow or deny.' },
      ],
    },
  ],
}
