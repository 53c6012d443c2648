/**
 * Data: SnapshotHeaderRecord, its fields and versions as data.
 * Begins a snapshot of the metadata log; a control record.
 */
import type { MessageSchema } from './message-schema.js'

export const snapshotHeaderRecord: MessageSchema = {
  name: 'SnapshotHeaderRecord',
  kind: 'data',
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'Begins a snapshot of the metadata log; a control record.',
  fields: [
    { name: 'version', type: 'int16', versions: '0+' },
    { name: 'lastContainedLogTimestamp', type: 'int64', versions: '0+' },
  ],
}
