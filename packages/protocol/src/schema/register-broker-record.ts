/**
 * Record of the metadata log: RegisterBrokerRecord, its fields and versions as data.
 * A broker registered.
 */
import type { MessageSchema } from './message-schema.js'

export const registerBrokerRecord: MessageSchema = {
  name: 'RegisterBrokerRecord',
  kind: 'metadata',
  apiKey: 0,
  validVersions: '0-4',
  flexibleVersions: '0+',
  about: 'A broker registered.',
  fields: [
    { name: 'brokerId', type: 'int32', versions: '0+', entityType: 'brokerId' },
    { name: 'isMigratingZkBroker', type: 'bool', versions: '2+' },
    {
      name: 'incarnationId',
      type: 'uuid',
      versions: '0+',
      about: 'Drawn anew at every start of the process.',
    },
    {
      name: 'brokerEpoch',
      type: 'int64',
      versions: '0+',
      about: "Number of the broker's registration, by which older ones are recognised; -1 for none.",
    },
    {
      name: 'endPoints',
      type: '[]BrokerEndpoint',
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
      type: '[]BrokerFeature',
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
    {
      name: 'fenced',
      type: 'bool',
      versions: '0+',
      default: true,
      about: 'The node is registered and may lead nothing.',
    },
    {
      name: 'inControlledShutdown',
      type: 'bool',
      versions: '1+',
      about: 'The broker is about to stop and gets no new leaderships.',
    },
    {
      name: 'logDirs',
      type: '[]uuid',
      versions: '3+',
      tagged: '3+',
      tag: 0,
      about: 'Ids of the log directories.',
    },
    {
      name: 'cordonedLogDirs',
      type: '[]uuid',
      versions: '4+',
      nullable: '4+',
      tagged: '4+',
      tag: 1,
      default: null,
      about: 'Log directories that get no new replicas; null if not told.',
    },
  ],
}
