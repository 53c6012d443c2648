/**
 * Response: ApiVersionsResponse, its fields and versions as data.
 * Answer to ApiVersions.
 */
import type { MessageSchema } from './message-schema.js'

export const apiVersionsResponse: MessageSchema = {
  name: 'ApiVersionsResponse',
  kind: 'response',
  apiKey: 18,
  validVersions: '0-5',
  flexibleVersions: '3+',
  about: 'Answer to ApiVersions.',
  fields: [
    {
      name: 'errorCode',
      type: 'int16',
      versions: '0+',
      about: '0 for success, else a code of the error table.',
    },
    {
      name: 'apiKeys',
      type: '[]ApiVersion',
      versions: '0+',
      fields: [
        { name: 'apiKey', type: 'int16', versions: '0+', mapKey: true },
        { name: 'minVersion', type: 'int16', versions: '0+' },
        { name: 'maxVersion', type: 'int16', versions: '0+' },
      ],
    },
    {
      name: 'throttleTimeMs',
      type: 'int32',
      versions: '1+',
      ignorable: true,
      about: 'How long the client was or should be held back by a quota, in milliseconds; 0 if not at all.',
    },
    {
      name: 'supportedFeatures',
      type: '[]SupportedFeatureKey',
      versions: '3+',
      tagged: '3+',
      tag: 0,
      ignorable: true,
      fields: [
        { name: 'name', type: 'string', versions: '3+', mapKey: true },
        { name: 'minVersion', type: 'int16', versions: '3+' },
        { name: 'maxVersion', type: 'int16', versions: '3+' },
      ],
    },
    {
      name: 'finalizedFeaturesEpoch',
      type: 'int64',
      versions: '3+',
      tagged: '3+',
      tag: 1,
      default: -1,
      ignorable: true,
      about: 'Grows with every change of the finalized features; -1 if unknown.',
    },
    {
      name: 'finalizedFeatures',
      type: '[]FinalizedFeatureKey',
      versions: '3+',
      tagged: '3+',
      tag: 2,
      ignorable: true,
      fields: [
        { name: 'name', type: 'string', versions: '3+', mapKey: true },
        {
          name: 'maxVersionLevel',
          type: 'int16',
          versions: '3+',
          about: 'Level that the feature shall have; 0 removes it.',
        },
        { name: 'minVersionLevel', type: 'int16', versions: '3+' },
      ],
    },
    { name: 'zkMigrationReady', type: 'bool', versions: '3+', tagged: '3+', tag: 3, ignorable: true },
  ],
}
