/**
 * Response: DeleteRecordsResponse, its fields and versions as data.
 * Answer to DeleteRecords.
 */
import type { MessageSchema } from './message-schema.js'

export const deleteRecordsResponse: MessageSchema = {
  name: 'DeleteRecordsResponse',
  kind: 'response',
  apiKey: 21,
  validVersions: '0-2',
  flexibleVersions: '2+',
  about: 'Answer to DeleteRecords.',
  fields: [
    {
      name: 'throttleTimeMs',
      type: 'int32',
      versions: '0+',
      about: 'How long the client was or should be held back by a quota, in milliseconds; 0 if not at all.',
    },
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
            {
              name: 'errorCode',
              type: 'int16',
              versions: '0+',
              about: '0 for success, else a code of the error table.',
            },
          ],
        },
      ],
    },
  ],
}
