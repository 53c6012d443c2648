/**
 * AllocateProducerIdsRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const allocateProducerIdsRequest: MessageSchema = {
  name: 'AllocateProducerIdsRequest',
  kind: 'request',
  apiKey: 67,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'AllocateProducerIdsRequest',
  fields: [
    { name: 'brokerId', type: 'int32', versions: '0+', entityType: 'brokerId' },
    { name: 'brokerEpoch', type: 'int64', versions: '0+', default: -1 },
  ],
}
