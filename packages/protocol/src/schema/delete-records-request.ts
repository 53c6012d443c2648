/**
 * Request: DeleteRecordsRequest, its fields and versions as data.
 * Moves the start of partitions forward.
 */
import type { MessageSchema } from './message-schema.js'

export const deleteRecordsRequest: MessageSchema = {
  name: 'DeleteRecordsRequest',
  kind: 'request',
  apiKey: 21,
  validVersions: '0-2',
  flexibleVersions: '2+',
  about: 'Moves the start of partitions forward.',
  fields: [
    {
      name: 'topics',
      type: '[]DeleteRecordsTopic',
      versions: '0+',
      fields: [
        { name: 'name', type: 'string', versions: '0+', entityType: 'topicName' },
        {
          name: 'partitions',
          type: '[]DeleteRecordsPartition',
          versions: '0+',
          fields: [
            { name: 'partitionIndex', type: 'int32', versions: '0+' },
            { name: 'offset', type: 'int64', versions: '0+', about: 'A position in the partition.' },
          ],
        },
      ],
    },
    {
      name: 'timeoutMs',
      type: 'int32',
      versions: '0+',
      about: 'How long the server may take, in milliseconds.',
    },
  ],
}
