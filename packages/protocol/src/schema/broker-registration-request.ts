/**
 * Request: BrokerRegistrationRequest, its fields and versions as data.
 * A broker registers with the controller.
 */
import type { MessageSchema } from './message-schema.js'

export const brokerRegistrationRequest: MessageSchema = {
  name: 'BrokerRegistrationRequest',
  kind: 'request',
  apiKey: 62,
  validVersions: '0-4',
  flexibleVersions: '0+',
  about: 'A broker registers with the controller.',
  fields: [
    { name: 'brokerId', type: 'int32', versions: '0+', entityType: 'brokerId' },
    { name: 'clusterId', type: 'string', versions: '0+', about: 'Id of the cluster.' },
    {
      name: 'incarnationId',
      type: 'uuid',
      versions: '0+',
      about: 'Drawn anew at every start of the process.',
    },
    {
      name: 'listeners',
      type: '[]Listener',
      versions: '0+',
      about: "Endpoints under their listeners' names.",
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
      type: '[]Feature',
      versions: '0+',
      fields: [
        { name: 'name', type: 'string', versions: '0+', mapKey: true },
        { name: 'minSupportedVersion', type: 'int16', versions: '0+' },
        { name: 'maxSupportedVersion', type: 'int16', versions: '0+' },
      ],
    },
    {
      name: 'rack',
      type: 'string',
      versions: '0+',
      nullable: '0+',
      about: 'Where the node stands, as its operator named it; null if it did not.',
    },
    { name: 'isMigratingZkBroker', type: 'bool', versions: '1+' },
    {
      name: 'logDirs',
      type: '[]uuid',
      versions: '2+',
      ignorable: true,
      about: 'Ids of the log directories.',
    },
    { name: 'previousBrokerEpoch', type: 'int64', versions: '3+', default: -1, ignorable: true },
  ],
}
