/**
 * CreatePartitionsResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const createPartitionsResponse: MessageSchema = {
  name: 'CreatePartitionsResponse',
  kind: 'response',
  apiKey: 37,
  validVersions: '0-3',
  flexibleVersions: '2+',
  about: 'CreatePartitionsResponse',
  fields: [
    { name: 'throttleTimeMs', type: 'int32', versions: '0+' },
    {
      name: 'results',
      type: '[]CreatePartitionsTopicResult',
      versions: '0+',
      fields: [
        { name: 'name', type: 'string', versions: '0+', entityType: 'topicName' },
        { name: 'errorCode', type: 'int16', versions: '0+' },
        { name: 'errorMessage', type: 'string', versions: '0+', nullable: '0+', default: null },
      ],
    },
  ],
}
