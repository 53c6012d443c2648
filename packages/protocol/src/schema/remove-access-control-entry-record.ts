/**
 * Record of the metadata log: RemoveAccessControlEntryRecord, its fields and versions as data.
 * An access control entry is gone.
 */
import type { MessageSchema } from './message-schema.js'

export const removeAccessControlEntryRecord: MessageSchema = {
  name: 'RemoveAccessControlEntryRecord',
  kind: 'metadata',
  apiKey: 19,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'An access control entry is gone.',
  fields: [{ name: 'id', type: 'uuid', versions: '0+' }],
}
