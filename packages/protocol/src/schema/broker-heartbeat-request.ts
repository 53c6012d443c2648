/**
 * BrokerHeartbeatRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const brokerHeartbeatRequest: MessageSchema = {
  name: 'BrokerHeartbeatRequest',
  kind: 'request',
  apiKey: 63,
  validVersions: '0-2',
  flexibleVersions: '0+',
  about: 'BrokerHeartbeatRequest',
  fields: [
    { name: 'brokerId', type: 'int32', versions: '0+', entityType: 'brokerId' },
    { name: 'brokerEpoch', type: 'int64', versions: '0+', default: -1 },
    { name: 'currentMetadataOffset', type: 'int64', versions: '0+' },
    { name: 'wantFence', type: 'bool', versions: '0+' },
    { name: 'wantShutDown', type: 'bool', versions: '0+' },
    { name: 'offlineLogDirs', type: '[]uuid', versions: '1+', tagged: '1+', tag: 0 },
    {
      name: 'cordonedLogDirs',
      type: '[]uuid',
      versions: '2+',
      nullable: '2+',
      tagged: '2+',
      tag: 1,
      default: null,
    },
  ],
}
