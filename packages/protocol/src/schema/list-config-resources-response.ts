/**
 * ListConfigResourcesResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const listConfigResourcesResponse: MessageSchema = {
  name: 'ListConfigResourcesResponse',
  kind: 'response',
  apiKey: 74,
  validVersions: '0-1',
  flexibleVersions: '0+',
  about: 'ListConfigResourcesResponse',
  fields: [
    { name: 'throttleTimeMs', type: 'int32', versions: '0+' },
    { name: 'errorCode', type: 'int16', versions: '0+' },
    {
      name: 'configResources',
      type: '[]ConfigResource',
      versions: '0+',
      fields: [
        { name: 'resourceName', type: 'string', versions: '0+' },
        { name: 'resourceType', type: 'int8', versions: '1+', default: 16, ignorable: true },
      ],
    },
  ],
}
