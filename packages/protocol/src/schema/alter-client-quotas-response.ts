/**
 * AlterClientQuotasResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const alterClientQuotasResponse: MessageSchema = {
  name: 'AlterClientQuotasResponse',
  kind: 'response',
  apiKey: 49,
  validVersions: '0-1',
  flexibleVersions: '1+',
  about: 'AlterClientQuotasResponse',
  fields: [
    { name: 'throttleTimeMs', type: 'int32', versions: '0+' },
    {
      name: 'entries',
      type: '[]EntryData',
      versions: '0+',
      fields: [
        { name: 'errorCode', type: 'int16', versions: '0+' },
        { name: 'errorMessage', type: 'string', versions: '0+', nullable: '0+' },
        {
          name: 'entity',
          type: '[]EntityData',
          versions: '0+',
          fields: [
            { name: 'entityType', type: 'string', versions: '0+' },
            { name: 'entityName', type: 'string', versions: '0+', nullable: '0+' },
          ],
        },
      ],
    },
  ],
}
