/**
 * DeleteShareGroupStateResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const deleteShareGroupStateResponse: MessageSchema = {
  name: 'DeleteShareGroupStateResponse',
  kind: 'response',
  apiKey: 86,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'DeleteShareGroupStateResponse',
  fields: [
    {
      name: 'results',
      type: '[]DeleteStateResult',
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
