/**
 * DeleteRecordsResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const deleteRecordsResponse: MessageSchema = {
  name: 'DeleteRecordsResponse',
  kind: 'response',
  apiKey: 21,
  validVersions: '0-2',
  flexibleVersions: '2+',
  about: 'DeleteRecordsResponse',
  fields: [
    { name: 'throttleTimeMs', type: 'int32', versions: '0+' },
    {
      name: 'topics',
      type: '[]DeleteRecordsTopicResult',
      versions: '0+',
      fields: [
        { name: 'name', type: 'string', versions: '0+', mapKey: true, entityType: 'topicName' },
        {
          name: 'partitions',
          type: '[]DeleteRecordsPartitionResult',
          versions: '0+',
          fields: [
            { name: 'partitionIndex', type: 'int32', versions: '0+', mapKey: true },
            { name: 'lowWatermark', type: 'int64', versions: '0+' },
            { name: 'errorCode', type: 'int16', versions: '0+' },
          ],
        },
      ],
    },
  ],
}
