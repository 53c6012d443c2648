/**
 * UnregisterBrokerRecord.
 */
import type { MessageSchema } from './message-schema.js'

export const unregisterBrokerRecord: MessageSchema = {
  name: 'UnregisterBrokerRecord',
  kind: 'metadata',
  apiKey: 1,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'UnregisterBrokerRecord',
  fields: [
    { name: 'brokerId', type: 'int32', versions: '0+', entityType: 'brokerId' },
    { name: 'brokerEpoch', type: 'int64', versions: '0+' },
  ],
}
