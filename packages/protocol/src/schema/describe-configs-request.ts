/**
 * Request: DescribeConfigsRequest, its fields and versions as data.
 * Asks for settings of topics, brokers and other resources.
 */
import type { MessageSchema } from './message-schema.js'

export const describeConfigsRequest: MessageSchema = {
  name: 'DescribeConfigsRequest',
  kind: 'request',
  apiKey: 32,
  validVersions: '0-4',
  flexibleVersions: '4+',
  about: 'Asks for settings of topics, brokers and other resources.',
  fields: [
    {
      name: 'resources',
      type: '[]DescribeConfigsResource',
      versions: '0+',
      fields: [
        {
          name: 'resourceType',
          type: 'int8',
          versions: '0+',
          about: 'Kind of resource: topic, group, broker and so on.',
        },
        { name: 'resourceName', type: 'string', versions: '0+' },
        { name: 'configurationKeys', type: '[]string', versions: '0+', nullable: '0+' },
      ],
    },
    { name: 'includeSynonyms', type: 'bool', versions: '1+' },
    { name: 'includeDocumentation', type: 'bool', versions: '3+' },
  ],
}
