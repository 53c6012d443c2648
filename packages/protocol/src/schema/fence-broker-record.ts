/**
 * Record of the metadata log: FenceBrokerRecord, its fields and versions as data.
 * A broker was fenced; registration changes took its place.
 */
import type { MessageSchema } from './message-schema.js'

export const fenceBrokerRecord: MessageSchema = {
  name: 'FenceBrokerRecord',
  kind: 'metadata',
  apiKey: 7,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'A broker was fenced; registration changes took its place.',
  fields: [
    { name: 'id', type: 'int32', versions: '0+', entityType: 'brokerId' },
    { name: 'epoch', type: 'int64', versions: '0+' },
  ],
}
