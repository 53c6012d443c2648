/**
 * ConfigRecord.
 */
import type { MessageSchema } from './message-schema.js'

export const configRecord: MessageSchema = {
  name: 'ConfigRecord',
  kind: 'metadata',
  apiKey: 4,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'ConfigRecord',
  fields: [
    { name: 'resourceType', type: 'int8', versions: '0+' },
    { name: 'resourceName', type: 'string', versions: '0+' },
    { name: 'name', type: 'string', versions: '0+' },
    { name: 'value', type: 'string', versions: '0+', nullable: '0+' },
  ],
}
