/**
 * Record of the metadata log: ConfigRecord, its fields and versions as data.
 * A setting of a resource was set, or removed by a null value.
 */
import type { MessageSchema } from './message-schema.js'

export const configRecord: MessageSchema = {
  name: 'ConfigRecord',
  kind: 'metadata',
  apiKey: 4,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'A setting of a resource was set, or removed by a null value.',
  fields: [
    {
      name: 'resourceType',
      type: 'int8',
      versions: '0+',
      about: 'Kind of resource: topic, group, broker and so on.',
    },
    { name: 'resourceName', type: 'string', versions: '0+' },
    { name: 'name', type: 'string', versions: '0+' },
    { name: 'value', type: 'string', versions: '0+', nullable: '0+' },
  ],
}
