/**
 * ZkMigrationStateRecord.
 */
import type { MessageSchema } from './message-schema.js'

export const zkMigrationStateRecord: MessageSchema = {
  name: 'ZkMigrationStateRecord',
  kind: 'metadata',
  apiKey: 21,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'ZkMigrationStateRecord',
  fields: [{ name: 'zkMigrationState', type: 'int8', versions: '0+' }],
}
