/**
 * DescribeClientQuotasRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const describeClientQuotasRequest: MessageSchema = {
  name: 'DescribeClientQuotasRequest',
  kind: 'request',
  apiKey: 48,
  validVersions: '0-1',
  flexibleVersions: '1+',
  about: 'DescribeClientQuotasRequest',
  fields: [
    {
      name: 'components',
      type: '[]ComponentData',
      versions: '0+',
      fields: [
        { name: 'entityType', type: 'string', versions: '0+' },
        { name: 'matchType', type: 'int8', versions: '0+' },
        { name: 'match', type: 'string', versions: '0+', nullable: '0+' },
      ],
    },
    { name: 'strict', type: 'bool', versions: '0+' },
  ],
}
