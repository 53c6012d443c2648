/**
 * DeleteTopicsResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const deleteTopicsResponse: MessageSchema = {
  name: 'DeleteTopicsResponse',
  kind: 'response',
  apiKey: 20,
  validVersions: '0-6',
  flexibleVersions: '4+',
  about: 'DeleteTopicsResponse',
  fields: [
    { name: 'throttleTimeMs', type: 'int32', versions: '1+', ignorable: true },
    {
      name: 'responses',
      type: '[]DeletableTopicResult',
      versions: '0+',
      fields: [
        {
          name: 'name',
          type: 'string',
          versions: '0+',
          nullable: '6+',
          mapKey: true,
          entityType: 'topicName',
        },
        { name: 'topicId', type: 'uuid', versions: '6+', ignorable: true },
        { name: 'errorCode', type: 'int16', versions: '0+' },
        {
          name: 'errorMessage',
          type: 'string',
          versions: '5+',
          nullable: '5+',
          default: null,
          ignorable: true,
        },
      ],
    },
  ],
}
