/**
 * Response: DescribeConfigsResponse, its fields and versions as data.
 * Answer to DescribeConfigs.
 */
import type { MessageSchema } from './message-schema.js'

export const describeConfigsResponse: MessageSchema = {
  name: 'DescribeConfigsResponse',
  kind: 'response',
  apiKey: 32,
  validVersions: '0-4',
  flexibleVersions: '4+',
  about: 'Answer to DescribeConfigs.',
  fields: [
    {
      name: 'throttleTimeMs',
      type: 'int32',
      versions: '0+',
      about: 'How long the client was or should be held back by a quota, in milliseconds; 0 if not at all.',
    },
    {
      name: 'results',
      type: '[]DescribeConfigsResult',
      versions: '0+',
      fields: [
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
          name: 'resourceType',
          type: 'int8',
          versions: '0+',
          about: 'Kind of resource: topic, group, broker and so on.',
        },
        { name: 'resourceName', type: 'string', versions: '0+' },
        {
          name: 'configs',
          type: '[]DescribeConfigsResourceResult',
          versions: '0+',
          fields: [
            { name: 'name', type: 'string', versions: '0+' },
            { name: 'value', type: 'string', versions: '0+', nullable: '0+' },
            {
              name: 'readOnly',
              type: 'bool',
              versions: '0+',
              about: 'The setting cannot be changed while the broker runs.',
            },
            { name: 'isDefault', type: 'bool', versions: '0' },
            {
              name: 'configSource',
              type: 'int8',
              versions: '1+',
              default: -1,
              ignorable: true,
              about: 'Where the value comes from: topic, broker, cluster default, file or default.',
            },
            {
              name: 'isSensitive',
              type: 'bool',
              versions: '0+',
              about: 'The value is secret and not shown.',
            },
            {
              name: 'synonyms',
              type: '[]DescribeConfigsSynonym',
              versions: '1+',
              ignorable: true,
              about: 'The settings that this one falls back to, in order, this one first.',
              fields: [
                { name: 'name', type: 'string', versions: '1+' },
                { name: 'value', type: 'string', versions: '1+', nullable: '1+' },
                { name: 'source', type: 'int8', versions: '1+' },
              ],
            },
            { name: 'configType', type: 'int8', versions: '3+', ignorable: true },
            { name: 'documentation', type: 'string', versions: '3+', nullable: '3+', ignorable: true },
          ],
        },
      ],
    },
  ],
}
