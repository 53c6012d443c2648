/**
 * Response: ListGroupsResponse, its fields and versions as data.
 * Answer to ListGroups.
 */
import type { MessageSchema } from './message-schema.js'

export const listGroupsResponse: MessageSchema = {
  name: 'ListGroupsResponse',
  kind: 'response',
  apiKey: 16,
  validVersions: '0-5',
  flexibleVersions: '3+',
  about: 'Answer to ListGroups.',
  fields: [
    {
      name: 'throttleTimeMs',
      type: 'int32',
      versions: '1+',
      ignorable: true,
      about: 'How long the client was or should be held back by a quota, in milliseconds; 0 if not at all.',
    },
    {
      name: 'errorCode',
      type: 'int16',
      versions: '0+',
      about: '0 for success, else a code of the error table.',
    },
    {
      name: 'groups',
      type: '[]ListedGroup',
      versions: '0+',
      fields: [
        { name: 'groupId', type: 'string', versions: '0+', entityType: 'groupId' },
        {
          name: 'protocolType',
          type: 'string',
          versions: '0+',
          about: 'Kind of group, such as consumer or connect.',
        },
        { name: 'groupState', type: 'string', versions: '4+', ignorable: true },
        { name: 'groupType', type: 'string', versions: '5+', ignorable: true },
      ],
    },
  ],
}
