/**
 * Request: UnregisterBrokerRequest, its fields and versions as data.
 * Removes a broker's registration.
 */
import type { MessageSchema } from './message-schema.js'

export const unregisterBrokerRequest: MessageSchema = {
  name: 'UnregisterBrokerRequest',
  kind: 'request',
  apiKey: 64,
  validVersions: '0',
  flexibleVersions: '0+',
  about: "Removes a broker's registration.",
  fields: [{ name: 'brokerId', type: 'int32', versions: '0+', entityType: 'brokerId' }],
}
