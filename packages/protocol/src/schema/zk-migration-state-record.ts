/**
 * Record of the metadata log: ZkMigrationStateRecord, its fields and versions as data.
 * How far the migration from ZooKeeper has come.
 */
import type { MessageSchema } from './message-schema.js'

export const zkMigrationStateRecord: MessageSchema = {
  name: 'ZkMigrationStateRecord',
  kind: 'metadata',
  apiKey: 21,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'How far the migration from ZooKeeper has come.',
  fields: [{ name: 'zkMigrationState', type: 'int8', versions: '0+' }],
}
