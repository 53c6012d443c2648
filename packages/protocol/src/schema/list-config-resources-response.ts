/**
 * Response: ListConfigResourcesResponse, its fields and versions as data.
 * Answer to ListConfigResources.
 */
import type { MessageSchema } from './message-schema.js'

export const listConfigResourcesResponse: MessageSchema = {
  name: 'ListConfigResourcesResponse',
  kind: 'response',
  apiKey: 74,
  validVersions: '0-1',
  flexibleVersions: '0+',
  about: 'Answer to ListConfigResources.',
  fields: [
    {
      name: 'throttleTimeMs',
      type: 'int32',
      versions: '0+',
      about: 'How long the client was or should be held back by a quota, in milliseconds; 0 if not at all.',
    },
    {
      name: 'errorCode',
      type: 'int16',
      versions: '0+',
      about: '0 for success, else a code of the error table.',
    },
    {
      name: 'configResources',
      type: '[]ConfigResource',
      versions: '0+',
      fields: [
        { name: 'resourceName', type: 'string', versions: '0+' },
        {
          name: 'resourceType',
          type: 'int8',
          versions: '1+',
          default: 16,
          ignorable: true,
          about: 'Kind of resource: topic, group, broker and so on.',
        },
      ],
    },
  ],
}
