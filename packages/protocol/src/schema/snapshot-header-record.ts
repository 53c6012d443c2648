/**
 * SnapshotHeaderRecord.
 */
import type { MessageSchema } from './message-schema.js'

export const snapshotHeaderRecord: MessageSchema = {
  name: 'SnapshotHeaderRecord',
  kind: 'data',
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'SnapshotHeaderRecord',
  fields: [
    { name: 'version', type: 'int16', versions: '0+' },
    { name: 'lastContainedLogTimestamp', type: 'int64', versions: '0+' },
  ],
}
