/**
 * Response: DescribeClientQuotasResponse, its fields and versions as data.
 * Answer to DescribeClientQuotas.
 */
import type { MessageSchema } from './message-schema.js'

export const describeClientQuotasResponse: MessageSchema = {
  name: 'DescribeClientQuotasResponse',
  kind: 'response',
  apiKey: 48,
  validVersions: '0-1',
  flexibleVersions: '1+',
  about: 'Answer to DescribeClientQuotas.',
  fields: [
    {
      name: 'throttleTimeMs',
      type: 'int32',
      versions: '0+',
      about: 'How long the client was or should be held back by a quota, in milliseconds; 0 if not at all.',
    },
    {
      name: 'errorCode',
      type: 'int16',
      versions: '0+',
      about: '0 for success, else a code of the error table.',
    },
    {
      name: 'errorMessage',
      type: 'string',
      versions: '0+',
      nullable: '0+',
      about: 'More about the error for people; null if there is none.',
    },
    {
      name: 'entries',
      type: '[]EntryData',
      versions: '0+',
      nullable: '0+',
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
          name: 'values',
          type: '[]ValueData',
          versions: '0+',
          fields: [
            { name: 'key', type: 'string', versions: '0+' },
            { name: 'value', type: 'float64', versions: '0+' },
          ],
        },
      ],
    },
  ],
}
