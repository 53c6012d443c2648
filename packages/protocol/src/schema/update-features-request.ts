/**
 * UpdateFeaturesRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const updateFeaturesRequest: MessageSchema = {
  name: 'UpdateFeaturesRequest',
  kind: 'request',
  apiKey: 57,
  validVersions: '0-2',
  flexibleVersions: '0+',
  about: 'UpdateFeaturesRequest',
  fields: [
    { name: 'timeoutMs', type: 'int32', versions: '0+', default: 60000 },
    {
      name: 'featureUpdates',
      type: '[]FeatureUpdateKey',
      versions: '0+',
      fields: [
        { name: 'feature', type: 'string', versions: '0+', mapKey: true },
        { name: 'maxVersionLevel', type: 'int16', versions: '0+' },
        { name: 'allowDowngrade', type: 'bool', versions: '0' },
        { name: 'upgradeType', type: 'int8', versions: '1+', default: 1 },
      ],
    },
    { name: 'validateOnly', type: 'bool', versions: '1+' },
  ],
}
