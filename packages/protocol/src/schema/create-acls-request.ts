/**
 * CreateAclsRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const createAclsRequest: MessageSchema = {
  name: 'CreateAclsRequest',
  kind: 'request',
  apiKey: 30,
  validVersions: '0-3',
  flexibleVersions: '2+',
  about: 'CreateAclsRequest',
  fields: [
    {
      name: 'creations',
      type: '[]AclCreation',
      versions: '0+',
      fields: [
        { name: 'resourceType', type: 'int8', versions: '0+' },
        { name: 'resourceName', type: 'string', versions: '0+' },
        { name: 'resourcePatternType', type: 'int8', versions: '1+', default: 3 },
        { name: 'principal', type: 'string', versions: '0+' },
        { name: 'host', type: 'string', versions: '0+' },
        { name: 'operation', type: 'int8', versions: '0+' },
        { name: 'permissionType', type: 'int8', versions: '0+' },
      ],
    },
  ],
}
