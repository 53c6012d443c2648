/**
 * ControllerRegistrationRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const controllerRegistrationRequest: MessageSchema = {
  name: 'ControllerRegistrationRequest',
  kind: 'request',
  apiKey: 70,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'ControllerRegistrationRequest',
  fields: [
    { name: 'controllerId', type: 'int32', versions: '0+' },
    { name: 'incarnationId', type: 'uuid', versions: '0+' },
    { name: 'zkMigrationReady', type: 'bool', versions: '0+' },
    {
      name: 'listeners',
      type: '[]Listener',
      versions: '0+',
      fields: [
        { name: 'name', type: 'string', versions: '0+', mapKey: true },
        { name: 'host', type: 'string', versions: '0+' },
        { name: 'port', type: 'uint16', versions: '0+' },
        { name: 'securityProtocol', type: 'int16', versions: '0+' },
      ],
    },
    {
      name: 'features',
      type: '[]Feature',
      versions: '0+',
      fields: [
        { name: 'name', type: 'string', versions: '0+', mapKey: true },
        { name: 'minSupportedVersion', type: 'int16', versions: '0+' },
        { name: 'maxSupportedVersion', type: 'int16', versions: '0+' },
      ],
    },
  ],
}
