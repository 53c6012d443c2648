/**
 * Request: AlterClientQuotasRequest, its fields and versions as data.
 * Changes client quotas.
 */
import type { MessageSchema } from './message-schema.js'

export const alterClientQuotasRequest: MessageSchema = {
  name: 'AlterClientQuotasRequest',
  kind: 'request',
  apiKey: 49,
  validVersions: '0-1',
  flexibleVersions: '1+',
  about: 'Changes client quotas.',
  fields: [
    {
      name: 'entries',
      type: '[]EntryData',
      versions: '0+',
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
        {
          name: 'ops',
          type: '[]OpData',
          versions: '0+',
          fields: [
            { name: 'key', type: 'string', versions: '0+' },
            { name: 'value', type: 'float64', versions: '0+' },
            {
              name: 'remove',
              type: 'bool',
              versions: '0+',
              about: 'Remove the quota instead of setting it.',
            },
          ],
        },
      ],
    },
    { name: 'validateOnly', type: 'bool', versions: '0+', about: 'Check everything and change nothing.' },
  ],
}
