/**
 * Response: InitializeShareGroupStateResponse, its fields and versions as data.
 * Answer to InitializeShareGroupState.
 */
import type { MessageSchema } from './message-schema.js'

export const initializeShareGroupStateResponse: MessageSchema = {
  name: 'InitializeShareGroupStateResponse',
  kind: 'response',
  apiKey: 83,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'Answer to InitializeShareGroupState.',
  fields: [
    {
      name: 'results',
      type: '[]InitializeStateResult',
      versions: '0+',
      fields: [
        {
          name: 'topicId',
          type: 'uuid',
          versions: '0+',
          about: 'Id of the topic; the zero uuid where it is unknown.',
        },
        {
          name: 'partitions',
          type: '[]PartitionResult',
          versions: '0+',
          fields: [
            { name: 'partition', type: 'int32', versions: '0+' },
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
    },
  ],
}
