/**
 * Data: SnapshotFooterRecord, its fields and versions as data.
 * Ends a snapshot of the metadata log; a control record.
 */
import type { MessageSchema } from './message-schema.js'

export const snapshotFooterRecord: MessageSchema = {
  name: 'SnapshotFooterRecord',
  kind: 'data',
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'Ends a snapshot of the metadata log; a control record.',
  fields: [{ name: 'version', type: 'int16', versions: '0+' }],
}
