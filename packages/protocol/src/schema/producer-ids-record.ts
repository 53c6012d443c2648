/**
 * Record of the metadata log: ProducerIdsRecord, its fields and versions as data.
 * A block of producer ids was given to a broker.
 */
import type { MessageSchema } from './message-schema.js'

export const producerIdsRecord: MessageSchema = {
  name: 'ProducerIdsRecord',
  kind: 'metadata',
  apiKey: 15,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'A block of producer ids was given to a broker.',
  fields: [
    { name: 'brokerId', type: 'int32', versions: '0+', entityType: 'brokerId' },
    {
      name: 'brokerEpoch',
      type: 'int64',
      versions: '0+',
      default: -1,
      about: "Number of the broker's registration, by which older ones are recognised; -1 for none.",
    },
    { name: 'nextProducerId', type: 'int64', versions: '0+' },
  ],
}
