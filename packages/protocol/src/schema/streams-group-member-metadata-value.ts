/**
 * StreamsGroupMemberMetadataValue.
 */
import type { MessageSchema } from './message-schema.js'

export const streamsGroupMemberMetadataValue: MessageSchema = {
  name: 'StreamsGroupMemberMetadataValue',
  kind: 'coordinator-value',
  apiKey: 19,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'StreamsGroupMemberMetadataValue',
  fields: [
    { name: 'instanceId', type: 'string', versions: '0+', nullable: '0+' },
    { name: 'rackId', type: 'string', versions: '0+', nullable: '0+' },
    { name: 'clientId', type: 'string', versions: '0+' },
    { name: 'clientHost', type: 'string', versions: '0+' },
    { name: 'rebalanceTimeoutMs', type: 'int32', versions: '0+', default: -1 },
    { name: 'topologyEpoch', type: 'int32', versions: '0+' },
    { name: 'processId', type: 'string', versions: '0+' },
    { name: 'userEndpoint', type: 'Endpoint', versions: '0+', nullable: '0+', default: null },
    { name: 'clientTags', type: '[]KeyValue', versions: '0+' },
  ],
  structs: [
    {
      name: 'Endpoint',
      versions: '0+',
      fields: [
        { name: 'host', type: 'string', versions: '0+' },
        { name: 'port', type: 'uint16', versions: '0+' },
      ],
    },
    {
      name: 'KeyValue',
      versions: '0+',
      fields: [
        { name: 'key', type: 'string', versions: '0+' },
        { name: 'value', type: 'string', versions: '0+' },
      ],
    },
  ],
}
