/**
 * Record of the metadata log: RegisterControllerRecord, its fields and versions as data.
 * A controller registered.
 */
import type { MessageSchema } from './message-schema.js'

export const registerControllerRecord: MessageSchema = {
  name: 'RegisterControllerRecord',
  kind: 'metadata',
  apiKey: 27,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'A controller registered.',
  fields: [
    {
      name: 'controllerId',
      type: 'int32',
      versions: '0+',
      about: 'Broker or node that is the controller; -1 if unknown.',
    },
    {
      name: 'incarnationId',
      type: 'uuid',
      versions: '0+',
      about: 'Drawn anew at every start of the process.',
    },
    { name: 'zkMigrationReady', type: 'bool', versions: '0+' },
    {
      name: 'endPoints',
      type: '[]ControllerEndpoint',
      versions: '0+',
      fields: [
        { name: 'name', type: 'string', versions: '0+', mapKey: true },
        { name: 'host', type: 'string', versions: '0+', about: 'Host name or address.' },
        { name: 'port', type: 'uint16', versions: '0+' },
        {
          name: 'securityProtocol',
          type: 'int16',
          versions: '0+',
          about: '0 PLAINTEXT, 1 SSL, 2 SASL_PLAINTEXT, 3 SASL_SSL.',
        },
      ],
    },
    {
      name: 'features',
      type: '[]ControllerFeature',
      versions: '0+',
      fields: [
        { name: 'name', type: 'string', versions: '0+', mapKey: true },
        { name: 'minSupportedVersion', type: 'int16', versions: '0+' },
        { name: 'maxSupportedVersion', type: 'int16', versions: '0+' },
      ],
    },
  ],
}
