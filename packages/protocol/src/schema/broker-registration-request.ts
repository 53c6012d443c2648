/**
 * BrokerRegistrationRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const brokerRegistrationRequest: MessageSchema = {
  name: 'BrokerRegistrationRequest',
  kind: 'request',
  apiKey: 62,
  validVersions: '0-4',
  flexibleVersions: '0+',
  about: 'BrokerRegistrationRequest',
  fields: [
    { name: 'brokerId', type: 'int32', versions: '0+', entityType: 'brokerId' },
    { name: 'clusterId', type: 'string', versions: '0+' },
    { name: 'incarnationId', type: 'uuid', versions: '0+' },
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
    { name: 'rack', type: 'string', versions: '0+', nullable: '0+' },
    { name: 'isMigratingZkBroker', type: 'bool', versions: '1+' },
    { name: 'logDirs', type: '[]uuid', versions: '2+', ignorable: true },
    { name: 'previousBrokerEpoch', type: 'int64', versions: '3+', default: -1, ignorable: true },
  ],
}
