/**
 * IncrementalAlterConfigsResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const incrementalAlterConfigsResponse: MessageSchema = {
  name: 'IncrementalAlterConfigsResponse',
  kind: 'response',
  apiKey: 44,
  validVersions: '0-1',
  flexibleVersions: '1+',
  about: 'IncrementalAlterConfigsResponse',
  fields: [
    { name: 'throttleTimeMs', type: 'int32', versions: '0+' },
    {
      name: 'responses',
      type: '[]AlterConfigsResourceResponse',
      versions: '0+',
      fields: [
        { name: 'errorCode', type: 'int16', versions: '0+' },
        { name: 'errorMessage', type: 'string', versions: '0+', nullable: '0+' },
        { name: 'resourceType', type: 'int8', versions: '0+' },
        { name: 'resourceName', type: 'string', versions: '0+' },
      ],
    },
  ],
}
