/**
 * Response: AlterConfigsResponse, its fields and versions as data.
 * Answer to AlterConfigs.
 */
import type { MessageSchema } from './message-schema.js'

export const alterConfigsResponse: MessageSchema = {
  name: 'AlterConfigsResponse',
  kind: 'response',
  apiKey: 33,
  validVersions: '0-2',
  flexibleVersions: '2+',
  about: 'Answer to AlterConfigs.',
  fields: [
    {
      name: 'throttleTimeMs',
      type: 'int32',
      versions: '0+',
      about: 'How long the client was or should be held back by a quota, in milliseconds; 0 if not at all.',
    },
    {
      name: 'responses',
      type: '[]AlterConfigsResourceResponse',
      versions: '0+',
      fields: [
        {
          name: 'errorCode',
          type: 'int16',
          versions: '0+',
          about: '0 for success, else a code of the error table.',
        },
        {
          name: 'errorMessage',
          type: 'string',
          versions: '0+',
          nullable: '0+',
          about: 'More about the error for people; null if there is none.',
        },
        {
          name: 'resourceType',
          type: 'int8',
          versions: '0+',
          about: 'Kind of resource: topic, group, broker and so on.',
        },
        { name: 'resourceName', type: 'string', versions: '0+' },
      ],
    },
  ],
}
