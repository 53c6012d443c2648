/**
 * DeleteGroupsResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const deleteGroupsResponse: MessageSchema = {
  name: 'DeleteGroupsResponse',
  kind: 'response',
  apiKey: 42,
  validVersions: '0-3',
  flexibleVersions: '2+',
  about: 'DeleteGroupsResponse',
  fields: [
    { name: 'throttleTimeMs', type: 'int32', versions: '0+' },
    {
      name: 'results',
      type: '[]DeletableGroupResult',
      versions: '0+',
      fields: [
        { name: 'groupId', type: 'string', versions: '0+', mapKey: true, entityType: 'groupId' },
        { name: 'errorCode', type: 'int16', versions: '0+' },
        {
          name: 'errorMessage',
          type: 'string',
          versions: '3+',
          nullable: '3+',
          default: null,
          ignorable: true,
        },
      ],
    },
  ],
}
