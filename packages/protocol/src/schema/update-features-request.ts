/**
 * Request: UpdateFeaturesRequest, its fields and versions as data.
 * Raises or lowers the levels of cluster features (KIP-584).
 */
import type { MessageSchema } from './message-schema.js'

export const updateFeaturesRequest: MessageSchema = {
  name: 'UpdateFeaturesRequest',
  kind: 'request',
  apiKey: 57,
  validVersions: '0-2',
  flexibleVersions: '0+',
  about: 'Raises or lowers the levels of cluster features (KIP-584).',
  fields: [
    {
      name: 'timeoutMs',
      type: 'int32',
      versions: '0+',
      default: 60000,
      about: 'How long the server may take, in milliseconds.',
    },
    {
      name: 'featureUpdates',
      type: '[]FeatureUpdateKey',
      versions: '0+',
      fields: [
        { name: 'feature', type: 'string', versions: '0+', mapKey: true },
        {
          name: 'maxVersionLevel',
          type: 'int16',
          versions: '0+',
          about: 'Level that the feature shall have; 0 removes it.',
        },
        { name: 'allowDowngrade', type: 'bool', versions: '0' },
        {
          name: 'upgradeType',
          type: 'int8',
          versions: '1+',
          default: 1,
          about: '1 upgrade, 2 safe downgrade, 3 unsafe downgrade.',
        },
      ],
    },
    { name: 'validateOnly', type: 'bool', versions: '1+', about: 'Check everything and change nothing.' },
  ],
}
