/**
 * Response: DeleteGroupsResponse, its fields and versions as data.
 * Answer to DeleteGroups.
 */
import type { MessageSchema } from './message-schema.js'

export const deleteGroupsResponse: MessageSchema = {
  name: 'DeleteGroupsResponse',
  kind: 'response',
  apiKey: 42,
  validVersions: '0-3',
  flexibleVersions: '2+',
  about: 'Answer to DeleteGroups.',
  fields: [
    {
      name: 'throttleTimeMs',
      type: 'int32',
      versions: '0+',
      about: 'How long the client was or should be held back by a quota, in milliseconds; 0 if not at all.',
    },
    {
      name: 'results',
      type: '[]DeletableGroupResult',
      versions: '0+',
      fields: [
        { name: 'groupId', type: 'string', versions: '0+', mapKey: true, entityType: 'groupId' },
        {
          name: 'errorCode',
          type: 'int16',
          versions: '0+',
          about: '0 for success, else a code of the error table.',
        },
        {
          name: 'errorMessage',
          type: 'string',
          versions: '3+',
          nullable: '3+',
          default: null,
          ignorable: true,
          about: 'More about the error for people; null if there is none.',
        },
      ],
    },
  ],
}
