/**
 * SnapshotFooterRecord.
 */
import type { MessageSchema } from './message-schema.js'

export const snapshotFooterRecord: MessageSchema = {
  name: 'SnapshotFooterRecord',
  kind: 'data',
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'SnapshotFooterRecord',
  fields: [{ name: 'version', type: 'int16', versions: '0+' }],
}
