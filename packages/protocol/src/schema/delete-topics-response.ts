/**
 * Response: DeleteTopicsResponse, its fields and versions as data.
 * Answer to DeleteTopics.
 */
import type { MessageSchema } from './message-schema.js'

export const deleteTopicsResponse: MessageSchema = {
  name: 'DeleteTopicsResponse',
  kind: 'response',
  apiKey: 20,
  validVersions: '0-6',
  flexibleVersions: '4+',
  about: 'Answer to DeleteTopics.',
  fields: [
    {
      name: 'throttleTimeMs',
      type: 'int32',
      versions: '1+',
      ignorable: true,
      about: 'How long the client was or should be held back by a quota, in milliseconds; 0 if not at all.',
    },
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
        {
          name: 'topicId',
          type: 'uuid',
          versions: '6+',
          ignorable: true,
          about: 'Id of the topic; the zero uuid where it is unknown.',
        },
        {
          name: 'errorCode',
          type: 'int16',
          versions: '0+',
          about: '0 for success, else a code of the error table.',
        },
        {
          name: 'errorMessage',
          type: 'string',
          versions: '5+',
          nullable: '5+',
          default: null,
          ignorable: true,
          about: 'More about the error for people; null if there is none.',
        },
      ],
    },
  ],
}
