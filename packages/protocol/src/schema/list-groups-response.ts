/**
 * ListGroupsResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const listGroupsResponse: MessageSchema = {
  name: 'ListGroupsResponse',
  kind: 'response',
  apiKey: 16,
  validVersions: '0-5',
  flexibleVersions: '3+',
  about: 'ListGroupsResponse',
  fields: [
    { name: 'throttleTimeMs', type: 'int32', versions: '1+', ignorable: true },
    { name: 'errorCode', type: 'int16', versions: '0+' },
    {
      name: 'groups',
      type: '[]ListedGroup',
      versions: '0+',
      fields: [
        { name: 'groupId', type: 'string', versions: '0+', entityType: 'groupId' },
        { name: 'protocolType', type: 'string', versions: '0+' },
        { name: 'groupState', type: 'string', versions: '4+', ignorable: true },
        { name: 'groupType', type: 'string', versions: '5+', ignorable: true },
      ],
    },
  ],
}
