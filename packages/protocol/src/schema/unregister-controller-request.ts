/**
 * Request: UnregisterControllerRequest, its fields and versions as data.
 * Removes a controller's registration.
 */
import type { MessageSchema } from './message-schema.js'

export const unregisterControllerRequest: MessageSchema = {
  name: 'UnregisterControllerRequest',
  kind: 'request',
  apiKey: 94,
  validVersions: '0',
  flexibleVersions: '0+',
  about: "Removes a controller's registration.",
  fields: [
    {
      name: 'controllerId',
      type: 'int32',
      versions: '0+',
      about: 'Broker or node that is the controller; -1 if unknown.',
    },
  ],
}
