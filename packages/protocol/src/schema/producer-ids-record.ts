/**
 * ProducerIdsRecord.
 */
import type { MessageSchema } from './message-schema.js'

export const producerIdsRecord: MessageSchema = {
  name: 'ProducerIdsRecord',
  kind: 'metadata',
  apiKey: 15,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'ProducerIdsRecord',
  fields: [
    { name: 'brokerId', type: 'int32', versions: '0+', entityType: 'brokerId' },
    { name: 'brokerEpoch', type: 'int64', versions: '0+', default: -1 },
    { name: 'nextProducerId', type: 'int64', versions: '0+' },
  ],
}
