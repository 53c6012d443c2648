/**
 * KRaftVersionRecord.
 */
import type { MessageSchema } from './message-schema.js'

export const kRaftVersionRecord: MessageSchema = {
  name: 'KRaftVersionRecord',
  kind: 'data',
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'KRaftVersionRecord',
  fields: [
    { name: 'version', type: 'int16', versions: '0+' },
    { name: 'kRaftVersion', type: 'int16', versions: '0+' },
  ],
}
