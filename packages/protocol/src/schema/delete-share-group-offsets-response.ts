/**
 * Response: DeleteShareGroupOffsetsResponse, its fields and versions as data.
 * Answer to DeleteShareGroupOffsets.
 */
import type { MessageSchema } from './message-schema.js'

export const deleteShareGroupOffsetsResponse: MessageSchema = {
  name: 'DeleteShareGroupOffsetsResponse',
  kind: 'response',
  apiKey: 92,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'Answer to DeleteShareGroupOffsets.',
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
      name: 'errorMessage',
      type: 'string',
      versions: '0+',
      nullable: '0+',
      default: null,
      about: 'More about the error for people; null if there is none.',
    },
    {
      name: 'responses',
      type: '[]DeleteShareGroupOffsetsResponseTopic',
      versions: '0+',
      fields: [
        { name: 'topicName', type: 'string', versions: '0+', entityType: 'topicName' },
        {
          name: 'topicId',
          type: 'uuid',
          versions: '0+',
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
          versions: '0+',
          nullable: '0+',
          default: null,
          about: 'More about the error for people; null if there is none.',
        },
      ],
    },
  ],
}
