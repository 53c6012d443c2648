/**
 * UnregisterBrokerRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const unregisterBrokerRequest: MessageSchema = {
  name: 'UnregisterBrokerRequest',
  kind: 'request',
  apiKey: 64,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'UnregisterBrokerRequest',
  fields: [{ name: 'brokerId', type: 'int32', versions: '0+', entityType: 'brokerId' }],
}
