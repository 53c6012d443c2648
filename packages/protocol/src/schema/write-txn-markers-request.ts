/**
 * WriteTxnMarkersRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const writeTxnMarkersRequest: MessageSchema = {
  name: 'WriteTxnMarkersRequest',
  kind: 'request',
  apiKey: 27,
  validVersions: '0-2',
  flexibleVersions: '1+',
  about: 'WriteTxnMarkersRequest',
  fields: [
    {
      name: 'markers',
      type: '[]WritableTxnMarker',
      versions: '0+',
      fields: [
        { name: 'producerId', type: 'int64', versions: '0+', entityType: 'producerId' },
        { name: 'producerEpoch', type: 'int16', versions: '0+' },
        { name: 'transactionResult', type: 'bool', versions: '0+' },
        {
          name: 'topics',
          type: '[]WritableTxnMarkerTopic',
          versions: '0+',
          fields: [
            { name: 'name', type: 'string', versions: '0+', entityType: 'topicName' },
            { name: 'partitionIndexes', type: '[]int32', versions: '0+' },
          ],
        },
        { name: 'coordinatorEpoch', type: 'int32', versions: '0+' },
        { name: 'transactionVersion', type: 'int8', versions: '2+', ignorable: true },
      ],
    },
  ],
}
