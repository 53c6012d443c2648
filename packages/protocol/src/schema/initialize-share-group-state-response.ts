/**
 * InitializeShareGroupStateResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const initializeShareGroupStateResponse: MessageSchema = {
  name: 'InitializeShareGroupStateResponse',
  kind: 'response',
  apiKey: 83,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'InitializeShareGroupStateResponse',
  fields: [
    {
      name: 'results',
      type: '[]InitializeStateResult',
      versions: '0+',
      fields: [
        { name: 'topicId', type: 'uuid', versions: '0+' },
        {
          name: 'partitions',
          type: '[]PartitionResult',
          versions: '0+',
          fields: [
            { name: 'partition', type: 'int32', versions: '0+' },
            { name: 'errorCode', type: 'int16', versions: '0+' },
            { name: 'errorMessage', type: 'string', versions: '0+', nullable: '0+', default: null },
          ],
        },
      ],
    },
  ],
}
