/**
 * UnregisterBrokerResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const unregisterBrokerResponse: MessageSchema = {
  name: 'UnregisterBrokerResponse',
  kind: 'response',
  apiKey: 64,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'UnregisterBrokerResponse',
  fields: [
    { name: 'throttleTimeMs', type: 'int32', versions: '0+' },
    { name: 'errorCode', type: 'int16', versions: '0+' },
    { name: 'errorMessage', type: 'string', versions: '0+', nullable: '0+' },
  ],
}
