/**
 * Response: IncrementalAlterConfigsResponse, its fields and versions as data.
 * Answer to IncrementalAlterConfigs.
 */
import type { MessageSchema } from './message-schema.js'

export const incrementalAlterConfigsResponse: MessageSchema = {
  name: 'IncrementalAlterConfigsResponse',
  kind: 'response',
  apiKey: 44,
  validVersions: '0-1',
  flexibleVersions: '1+',
  about: 'Answer to IncrementalAlterConfigs.',
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
