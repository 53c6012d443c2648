/**
 * Request: DescribeClientQuotasRequest, its fields and versions as data.
 * Lists client quotas that match a filter (KIP-546).
 */
import type { MessageSchema } from './message-schema.js'

export const describeClientQuotasRequest: MessageSchema = {
  name: 'DescribeClientQuotasRequest',
  kind: 'request',
  apiKey: 48,
  validVersions: '0-1',
  flexibleVersions: '1+',
  about: 'Lists client quotas that match a filter (KIP-546).',
  fields: [
    {
      name: 'components',
      type: '[]ComponentData',
      versions: '0+',
      fields: [
        { name: 'entityType', type: 'string', versions: '0+' },
        {
          name: 'matchType',
          type: 'int8',
          versions: '0+',
          about: '0 exactly this, 1 the default, 2 any name given.',
        },
        { name: 'match', type: 'string', versions: '0+', nullable: '0+' },
      ],
    },
    {
      name: 'strict',
      type: 'bool',
      versions: '0+',
      about: 'Leave out entities with more components than asked for.',
    },
  ],
}
