/**
 * Record of the metadata log: BrokerRegistrationChangeRecord, its fields and versions as data.
 * A broker was fenced, unfenced or otherwise changed.
 */
import type { MessageSchema } from './message-schema.js'

export const brokerRegistrationChangeRecord: MessageSchema = {
  name: 'BrokerRegistrationChangeRecord',
  kind: 'metadata',
  apiKey: 17,
  validVersions: '0-3',
  flexibleVersions: '0+',
  about: 'A broker was fenced, unfenced or otherwise changed.',
  fields: [
    { name: 'brokerId', type: 'int32', versions: '0+', entityType: 'brokerId' },
    {
      name: 'brokerEpoch',
      type: 'int64',
      versions: '0+',
      about: "Number of the broker's registration, by which older ones are recognised; -1 for none.",
    },
    {
      name: 'fenced',
      type: 'int8',
      versions: '0+',
      tagged: '0+',
      tag: 0,
      about: 'The node is registered and may lead nothing.',
    },
    {
      name: 'inControlledShutdown',
      type: 'int8',
      versions: '1+',
      tagged: '1+',
      tag: 1,
      about: 'The broker is about to stop and gets no new leaderships.',
    },
    {
      name: 'logDirs',
      type: '[]uuid',
      versions: '2+',
      tagged: '2+',
      tag: 2,
      about: 'Ids of the log directories.',
    },
    {
      name: 'cordonedLogDirs',
      type: '[]uuid',
      versions: '3+',
      nullable: '3+',
      tagged: '3+',
      tag: 3,
      default: null,
      about: 'Log directories that get no new replicas; null if not told.',
    },
  ],
}
