/**
 * UpdateFeaturesResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const updateFeaturesResponse: MessageSchema = {
  name: 'UpdateFeaturesResponse',
  kind: 'response',
  apiKey: 57,
  validVersions: '0-2',
  flexibleVersions: '0+',
  about: 'UpdateFeaturesResponse',
  fields: [
    { name: 'throttleTimeMs', type: 'int32', versions: '0+' },
    { name: 'errorCode', type: 'int16', versions: '0+' },
    { name: 'errorMessage', type: 'string', versions: '0+', nullable: '0+' },
    {
      name: 'results',
      type: '[]UpdatableFeatureResult',
      versions: '0-1',
      ignorable: true,
      fields: [
        { name: 'feature', type: 'string', versions: '0+', mapKey: true },
        { name: 'errorCode', type: 'int16', versions: '0+' },
        { name: 'errorMessage', type: 'string', versions: '0+', nullable: '0+' },
      ],
    },
  ],
}
