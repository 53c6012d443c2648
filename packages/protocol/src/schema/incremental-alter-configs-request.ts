/**
 * Request: IncrementalAlterConfigsRequest, its fields and versions as data.
 * Changes single settings of resources (KIP-339).
 */
import type { MessageSchema } from './message-schema.js'

export const incrementalAlterConfigsRequest: MessageSchema = {
  name: 'IncrementalAlterConfigsRequest',
  kind: 'request',
  apiKey: 44,
  validVersions: '0-1',
  flexibleVersions: '1+',
  about: 'Changes single settings of resources (KIP-339).',
  fields: [
    {
      name: 'resources',
      type: '[]AlterConfigsResource',
      versions: '0+',
      fields: [
        {
          name: 'resourceType',
          type: 'int8',
          versions: '0+',
          mapKey: true,
          about: 'Kind of resource: topic, group, broker and so on.',
        },
        { name: 'resourceName', type: 'string', versions: '0+', mapKey: true },
        {
          name: 'configs',
          type: '[]AlterableConfig',
          versions: '0+',
          about: "Settings by Kafka's names.",
          fields: [
            { name: 'name', type: 'string', versions: '0+', mapKey: true },
            { name: 'configOperation', type: 'int8', versions: '0+', mapKey: true },
            { name: 'value', type: 'string', versions: '0+', nullable: '0+' },
          ],
        },
      ],
    },
    { name: 'validateOnly', type: 'bool', versions: '0+', about: 'Check everything and change nothing.' },
  ],
}
