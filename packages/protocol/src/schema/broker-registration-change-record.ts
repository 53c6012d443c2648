/**
 * BrokerRegistrationChangeRecord.
 */
import type { MessageSchema } from './message-schema.js'

export const brokerRegistrationChangeRecord: MessageSchema = {
  name: 'BrokerRegistrationChangeRecord',
  kind: 'metadata',
  apiKey: 17,
  validVersions: '0-3',
  flexibleVersions: '0+',
  about: 'BrokerRegistrationChangeRecord',
  fields: [
    { name: 'brokerId', type: 'int32', versions: '0+', entityType: 'brokerId' },
    { name: 'brokerEpoch', type: 'int64', versions: '0+' },
    { name: 'fenced', type: 'int8', versions: '0+', tagged: '0+', tag: 0 },
    { name: 'inControlledShutdown', type: 'int8', versions: '1+', tagged: '1+', tag: 1 },
    { name: 'logDirs', type: '[]uuid', versions: '2+', tagged: '2+', tag: 2 },
    {
      name: 'cordonedLogDirs',
      type: '[]uuid',
      versions: '3+',
      nullable: '3+',
      tagged: '3+',
      tag: 3,
      default: null,
    },
  ],
}
