/**
 * RemoveAccessControlEntryRecord.
 */
import type { MessageSchema } from './message-schema.js'

export const removeAccessControlEntryRecord: MessageSchema = {
  name: 'RemoveAccessControlEntryRecord',
  kind: 'metadata',
  apiKey: 19,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'RemoveAccessControlEntryRecord',
  fields: [{ name: 'id', type: 'uuid', versions: '0+' }],
}
