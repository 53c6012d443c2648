/**
 * Record of the metadata log: UnfenceBrokerRecord, its fields and versions as data.
 * A broker was unfenced; registration changes took its place.
 */
import type { MessageSchema } from './message-schema.js'

export const unfenceBrokerRecord: MessageSchema = {
  name: 'UnfenceBrokerRecord',
  kind: 'metadata',
  apiKey: 8,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'A broker was unfenced; registration changes took its place.',
  fields: [
    { name: 'id', type: 'int32', versions: '0+', entityType: 'brokerId' },
    { name: 'epoch', type: 'int64', versions: '0+' },
  ],
}
