/**
 * Data: KRaftVersionRecord, its fields and versions as data.
 * Version of the metadata quorum's own protocol; a control record.
 */
import type { MessageSchema } from './message-schema.js'

export const kRaftVersionRecord: MessageSchema = {
  name: 'KRaftVersionRecord',
  kind: 'data',
  validVersions: '0',
  flexibleVersions: '0+',
  about: "Version of the metadata quorum's own protocol; a control record.",
  fields: [
    { name: 'version', type: 'int16', versions: '0+' },
    { name: 'kRaftVersion', type: 'int16', versions: '0+' },
  ],
}
