/**
 * RegisterBrokerRecord.
 */
import type { MessageSchema } from './message-schema.js'

export const registerBrokerRecord: MessageSchema = {
  name: 'RegisterBrokerRecord',
  kind: 'metadata',
  apiKey: 0,
  validVersions: '0-4',
  flexibleVersions: '0+',
  about: 'RegisterBrokerRecord',
  fields: [
    { name: 'brokerId', type: 'int32', versions: '0+', entityType: 'brokerId' },
    { name: 'isMigratingZkBroker', type: 'bool', versions: '2+' },
    { name: 'incarnationId', type: 'uuid', versions: '0+' },
    { name: 'brokerEpoch', type: 'int64', versions: '0+' },
    {
      name: 'endPoints',
      type: '[]BrokerEndpoint',
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
      type: '[]BrokerFeature',
      versions: '0+',
      fields: [
        { name: 'name', type: 'string', versions: '0+', mapKey: true },
        { name: 'minSupportedVersion', type: 'int16', versions: '0+' },
        { name: 'maxSupportedVersion', type: 'int16', versions: '0+' },
      ],
    },
    { name: 'rack', type: 'string', versions: '0+', nullable: '0+' },
    { name: 'fenced', type: 'bool', versions: '0+', default: true },
    { name: 'inControlledShutdown', type: 'bool', versions: '1+' },
    { name: 'logDirs', type: '[]uuid', versions: '3+', tagged: '3+', tag: 0 },
    {
      name: 'cordonedLogDirs',
      type: '[]uuid',
      versions: '4+',
      nullable: '4+',
      tagged: '4+',
      tag: 1,
      default: null,
    },
  ],
}
