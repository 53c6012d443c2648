/**
 * InitProducerIdResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const initProducerIdResponse: MessageSchema = {
  name: 'InitProducerIdResponse',
  kind: 'response',
  apiKey: 22,
  validVersions: '0-6',
  flexibleVersions: '2+',
  about: 'InitProducerIdResponse',
  fields: [
    { name: 'throttleTimeMs', type: 'int32', versions: '0+', ignorable: true },
    { name: 'errorCode', type: 'int16', versions: '0+' },
    { name: 'producerId', type: 'int64', versions: '0+', default: -1, entityType: 'producerId' },
    { name: 'producerEpoch', type: 'int16', versions: '0+' },
    { name: 'ongoingTxnProducerId', type: 'int64', versions: '6+', default: -1, entityType: 'producerId' },
    { name: 'ongoingTxnProducerEpoch', type: 'int16', versions: '6+', default: -1 },
  ],
}
