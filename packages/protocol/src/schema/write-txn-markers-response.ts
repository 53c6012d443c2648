/**
 * Response: WriteTxnMarkersResponse, its fields and versions as data.
 * Answer to WriteTxnMarkers.
 */
import type { MessageSchema } from './message-schema.js'

export const writeTxnMarkersResponse: MessageSchema = {
  name: 'WriteTxnMarkersResponse',
  kind: 'response',
  apiKey: 27,
  validVersions: '0-2',
  flexibleVersions: '1+',
  about: 'Answer to WriteTxnMarkers.',
  fields: [
    {
      name: 'markers',
      type: '[]WritableTxnMarkerResult',
      versions: '0+',
      fields: [
        {
          name: 'producerId',
          type: 'int64',
          versions: '0+',
          entityType: 'producerId',
          about: 'Id of the producer; -1 for none.',
        },
        {
          name: 'topics',
          type: '[]WritableTxnMarkerTopicResult',
          versions: '0+',
          fields: [
            { name: 'name', type: 'string', versions: '0+', entityType: 'topicName' },
            {
              name: 'partitions',
              type: '[]WritableTxnMarkerPartitionResult',
              versions: '0+',
              fields: [
                { name: 'partitionIndex', type: 'int32', versions: '0+' },
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
    },
  ],
}
