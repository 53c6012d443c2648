/**
 * Record of the metadata log: AccessControlEntryRecord, its fields and versions as data.
 * An access control entry exists.
 */
import type { MessageSchema } from './message-schema.js'

export const accessControlEntryRecord: MessageSchema = {
  name: 'AccessControlEntryRecord',
  kind: 'metadata',
  apiKey: 18,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'An access control entry exists.',
  fields: [
    { name: 'id', type: 'uuid', versions: '0+' },
    {
      name: 'resourceType',
      type: 'int8',
      versions: '0+',
      about: 'Kind of resource: topic, group, broker and so on.',
    },
    { name: 'resourceName', type: 'string', versions: '0+' },
    {
      name: 'patternType',
      type: 'int8',
      versions: '0+',
      about: 'How the name is meant: literally or as a prefix.',
    },
    { name: 'principal', type: 'string', versions: '0+', about: 'Who, such as User:alice.' },
    { name: 'host', type: 'string', versions: '0+', about: 'Host that the entry is about; * for all.' },
    { name: 'operation', type: 'int8', versions: '0+', about: 'What is allowed or denied.' },
    { name: 'permissionType', type: 'int8', versions: '0+', about: 'Allow or deny.' },
  ],
}
