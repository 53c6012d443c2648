/**
 * UnregisterControllerResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const unregisterControllerResponse: MessageSchema = {
  name: 'UnregisterControllerResponse',
  kind: 'response',
  apiKey: 94,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'UnregisterControllerResponse',
  fields: [
    { name: 'throttleTimeMs', type: 'int32', versions: '0+' },
    { name: 'errorCode', type: 'int16', versions: '0+' },
    { name: 'errorMessage', type: 'string', versions: '0+', nullable: '0+' },
  ],
}
