/**
 * UnregisterControllerRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const unregisterControllerRequest: MessageSchema = {
  name: 'UnregisterControllerRequest',
  kind: 'request',
  apiKey: 94,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'UnregisterControllerRequest',
  fields: [{ name: 'controllerId', type: 'int32', versions: '0+' }],
}
