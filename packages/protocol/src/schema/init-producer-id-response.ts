/**
 * Response: InitProducerIdResponse, its fields and versions as data.
 * Answer to InitProducerId.
 */
import type { MessageSchema } from './message-schema.js'

export const initProducerIdResponse: MessageSchema = {
  name: 'InitProducerIdResponse',
  kind: 'response',
  apiKey: 22,
  validVersions: '0-6',
  flexibleVersions: '2+',
  about: 'Answer to InitProducerId.',
  fields: [
    {
      name: 'throttleTimeMs',
      type: 'int32',
      versions: '0+',
      ignorable: true,
      about: 'How long the client was or should be held back by a quota, in milliseconds; 0 if not at all.',
    },
    {
      name: 'errorCode',
      type: 'int16',
      versions: '0+',
      about: '0 for success, else a code of the error table.',
    },
    {
      name: 'producerId',
      type: 'int64',
      versions: '0+',
      default: -1,
      entityType: 'producerId',
      about: 'Id of the producer; -1 for none.',
    },
    {
      name: 'producerEpoch',
      type: 'int16',
      versions: '0+',
      about: 'Epoch of the producer, by which older ones are fenced; -1 for none.',
    },
    {
      name: 'ongoingTxnProducerId',
      type: 'int64',
      versions: '6+',
      default: -1,
      entityType: 'producerId',
      about: 'Producer id of the transaction that was kept; -1 for none.',
    },
    { name: 'ongoingTxnProducerEpoch', type: 'int16', versions: '6+', default: -1 },
  ],
}
