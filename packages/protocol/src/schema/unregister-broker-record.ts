/**
 * Record of the metadata log: UnregisterBrokerRecord, its fields and versions as data.
 * A broker's registration is gone.
 */
import type { MessageSchema } from './message-schema.js'

export const unregisterBrokerRecord: MessageSchema = {
  name: 'UnregisterBrokerRecord',
  kind: 'metadata',
  apiKey: 1,
  validVersions: '0',
  flexibleVersions: '0+',
  about: "A broker's registration is gone.",
  fields: [
    { name: 'brokerId', type: 'int32', versions: '0+', entityType: 'brokerId' },
    {
      name: 'brokerEpoch',
      type: 'int64',
      versions: '0+',
      about: "Number of the broker's registration, by which older ones are recognised; -1 for none.",
    },
  ],
}
