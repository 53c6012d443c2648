/**
 * Record of the metadata log: ClientQuotaRecord, its fields and versions as data.
 * A client quota was set or removed.
 */
import type { MessageSchema } from './message-schema.js'

export const clientQuotaRecord: MessageSchema = {
  name: 'ClientQuotaRecord',
  kind: 'metadata',
  apiKey: 14,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'A client quota was set or removed.',
  fields: [
    {
      name: 'entity',
      type: '[]EntityData',
      versions: '0+',
      fields: [
        { name: 'entityType', type: 'string', versions: '0+' },
        { name: 'entityName', type: 'string', versions: '0+', nullable: '0+' },
      ],
    },
    { name: 'key', type: 'string', versions: '0+' },
    { name: 'value', type: 'float64', versions: '0+' },
    { name: 'remove', type: 'bool', versions: '0+', about: 'Remove the quota instead of setting it.' },
  ],
}
