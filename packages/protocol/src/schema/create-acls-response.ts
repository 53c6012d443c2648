/**
 * CreateAclsResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const createAclsResponse: MessageSchema = {
  name: 'CreateAclsResponse',
  kind: 'response',
  apiKey: 30,
  validVersions: '0-3',
  flexibleVersions: '2+',
  about: 'CreateAclsResponse',
  fields: [
    { name: 'throttleTimeMs', type: 'int32', versions: '0+' },
    {
      name: 'results',
      type: '[]AclCreationResult',
      versions: '0+',
      fields: [
        { name: 'errorCode', type: 'int16', versions: '0+' },
        { name: 'errorMessage', type: 'string', versions: '0+', nullable: '0+' },
      ],
    },
  ],
}
