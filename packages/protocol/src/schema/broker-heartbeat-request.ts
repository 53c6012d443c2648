/**
 * Request: BrokerHeartbeatRequest, its fields and versions as data.
 * A broker keeps its registration alive and asks to be fenced, unfenced or let go.
 */
import type { MessageSchema } from './message-schema.js'

export const brokerHeartbeatRequest: MessageSchema = {
  name: 'BrokerHeartbeatRequest',
  kind: 'request',
  apiKey: 63,
  validVersions: '0-2',
  flexibleVersions: '0+',
  about: 'A broker keeps its registration alive and asks to be fenced, unfenced or let go.',
  fields: [
    { name: 'brokerId', type: 'int32', versions: '0+', entityType: 'brokerId' },
    {
      name: 'brokerEpoch',
      type: 'int64',
      versions: '0+',
      default: -1,
      about: "Number of the broker's registration, by which older ones are recognised; -1 for none.",
    },
    {
      name: 'currentMetadataOffset',
      type: 'int64',
      versions: '0+',
      about: 'How far the broker has read the metadata log.',
    },
    { name: 'wantFence', type: 'bool', versions: '0+', about: 'The broker wants to be fenced.' },
    { name: 'wantShutDown', type: 'bool', versions: '0+', about: 'The broker wants to stop.' },
    {
      name: 'offlineLogDirs',
      type: '[]uuid',
      versions: '1+',
      tagged: '1+',
      tag: 0,
      about: 'Log directories that have failed.',
    },
    {
      name: 'cordonedLogDirs',
      type: '[]uuid',
      versions: '2+',
      nullable: '2+',
      tagged: '2+',
      tag: 1,
      default: null,
      about: 'Log directories that get no new replicas; null if not told.',
    },
  ],
}
