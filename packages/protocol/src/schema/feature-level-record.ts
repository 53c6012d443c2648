/**
 * FeatureLevelRecord.
 */
import type { MessageSchema } from './message-schema.js'

export const featureLevelRecord: MessageSchema = {
  name: 'FeatureLevelRecord',
  kind: 'metadata',
  apiKey: 12,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'FeatureLevelRecord',
  fields: [
    { name: 'name', type: 'string', versions: '0+' },
    { name: 'featureLevel', type: 'int16', versions: '0+' },
  ],
}
