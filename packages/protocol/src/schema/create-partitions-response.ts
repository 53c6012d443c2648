/**
 * Response: CreatePartitionsResponse, its fields and versions as data.
 * Answer to CreatePartitions.
 */
import type { MessageSchema } from './message-schema.js'

export const createPartitionsResponse: MessageSchema = {
  name: 'CreatePartitionsResponse',
  kind: 'response',
  apiKey: 37,
  validVersions: '0-3',
  flexibleVersions: '2+',
  about: 'Answer to CreatePartitions.',
  fields: [
    {
      name: 'throttleTimeMs',
      type: 'int32',
      versions: '0+',
      about: 'How long the client was or should be held back by a quota, in milliseconds; 0 if not at all.',
    },
    {
      name: 'results',
      type: '[]CreatePartitionsTopicResult',
      versions: '0+',
      fields: [
        { name: 'name', type: 'string', versions: '0+', entityType: 'topicName' },
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
          default: null,
          about: 'More about the error for people; null if there is none.',
        },
      ],
    },
  ],
}
