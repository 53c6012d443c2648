/**
 * Record of the metadata log: FeatureLevelRecord, its fields and versions as data.
 * A cluster feature has a level.
 */
import type { MessageSchema } from './message-schema.js'

export const featureLevelRecord: MessageSchema = {
  name: 'FeatureLevelRecord',
  kind: 'metadata',
  apiKey: 12,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'A cluster feature has a level.',
  fields: [
    { name: 'name', type: 'string', versions: '0+' },
    { name: 'featureLevel', type: 'int16', versions: '0+', about: '0 removes the feature.' },
  ],
}
