/**
 * DeleteShareGroupOffsetsResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const deleteShareGroupOffsetsResponse: MessageSchema = {
  name: 'DeleteShareGroupOffsetsResponse',
  kind: 'response',
  apiKey: 92,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'DeleteShareGroupOffsetsResponse',
  fields: [
    { name: 'throttleTimeMs', type: 'int32', versions: '0+' },
    { name: 'errorCode', type: 'int16', versions: '0+' },
    { name: 'errorMessage', type: 'string', versions: '0+', nullable: '0+', default: null },
    {
      name: 'responses',
      type: '[]DeleteShareGroupOffsetsResponseTopic',
      versions: '0+',
      fields: [
        { name: 'topicName', type: 'string', versions: '0+', entityType: 'topicName' },
        { name: 'topicId', type: 'uuid', versions: '0+' },
        { name: 'errorCode', type: 'int16', versions: '0+' },
        { name: 'errorMessage', type: 'string', versions: '0+', nullable: '0+', default: null },
      ],
    },
  ],
}
