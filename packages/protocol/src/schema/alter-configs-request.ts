/**
 * Request: AlterConfigsRequest, its fields and versions as data.
 * Replaces all settings of resources; IncrementalAlterConfigs is its successor.
 */
import type { MessageSchema } from './message-schema.js'

export const alterConfigsRequest: MessageSchema = {
  name: 'AlterConfigsRequest',
  kind: 'request',
  apiKey: 33,
  validVersions: '0-2',
  flexibleVersions: '2+',
  about: 'Replaces all settings of resources; IncrementalAlterConfigs is its successor.',
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
            { name: 'value', type: 'string', versions: '0+', nullable: '0+' },
          ],
        },
      ],
    },
    { name: 'validateOnly', type: 'bool', versions: '0+', about: 'Check everything and change nothing.' },
  ],
}
