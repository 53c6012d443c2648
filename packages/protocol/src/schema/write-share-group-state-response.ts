/**
 * WriteShareGroupStateResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const writeShareGroupStateResponse: MessageSchema = {
  name: 'WriteShareGroupStateResponse',
  kind: 'response',
  apiKey: 85,
  validVersions: '0-1',
  flexibleVersions: '0+',
  about: 'WriteShareGroupStateResponse',
  fields: [
    {
      name: 'results',
      type: '[]WriteStateResult',
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
