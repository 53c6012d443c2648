/**
 * AccessControlEntryRecord.
 */
import type { MessageSchema } from './message-schema.js'

export const accessControlEntryRecord: MessageSchema = {
  name: 'AccessControlEntryRecord',
  kind: 'metadata',
  apiKey: 18,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'AccessControlEntryRecord',
  fields: [
    { name: 'id', type: 'uuid', versions: '0+' },
    { name: 'resourceType', type: 'int8', versions: '0+' },
    { name: 'resourceName', type: 'string', versions: '0+' },
    { name: 'patternType', type: 'int8', versions: '0+' },
    { name: 'principal', type: 'string', versions: '0+' },
    { name: 'host', type: 'string', versions: '0+' },
    { name: 'operation', type: 'int8', versions: '0+' },
    { name: 'permissionType', type: 'int8', versions: '0+' },
  ],
}
