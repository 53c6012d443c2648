/**
 * Request: WriteTxnMarkersRequest, its fields and versions as data.
 * The transaction coordinator has markers written into partitions.
 */
import type { MessageSchema } from './message-schema.js'

export const writeTxnMarkersRequest: MessageSchema = {
  name: 'WriteTxnMarkersRequest',
  kind: 'request',
  apiKey: 27,
  validVersions: '0-2',
  flexibleVersions: '1+',
  about: 'The transaction coordinator has markers written into partitions.',
  fields: [
    {
      name: 'markers',
      type: '[]WritableTxnMarker',
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
          name: 'producerEpoch',
          type: 'int16',
          versions: '0+',
          about: 'Epoch of the producer, by which older ones are fenced; -1 for none.',
        },
        { name: 'transactionResult', type: 'bool', versions: '0+', about: 'Commit if true, else abort.' },
        {
          name: 'topics',
          type: '[]WritableTxnMarkerTopic',
          versions: '0+',
          fields: [
            { name: 'name', type: 'string', versions: '0+', entityType: 'topicName' },
            { name: 'partitionIndexes', type: '[]int32', versions: '0+' },
          ],
        },
        {
          name: 'coordinatorEpoch',
          type: 'int32',
          versions: '0+',
          about: "Number of the transaction coordinator's term.",
        },
        { name: 'transactionVersion', type: 'int8', versions: '2+', ignorable: true },
      ],
    },
  ],
}
