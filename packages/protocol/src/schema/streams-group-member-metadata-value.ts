/**
 * Value of a coordinator record: StreamsGroupMemberMetadataValue, its fields and versions as data.
 * What a member of a streams group said of itself.
 */
import type { MessageSchema } from './message-schema.js'

export const streamsGroupMemberMetadataValue: MessageSchema = {
  name: 'StreamsGroupMemberMetadataValue',
  kind: 'coordinator-value',
  apiKey: 19,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'What a member of a streams group said of itself.',
  fields: [
    {
      name: 'instanceId',
      type: 'string',
      versions: '0+',
      nullable: '0+',
      about: 'Fixed name of a static member; null for a dynamic one.',
    },
    {
      name: 'rackId',
      type: 'string',
      versions: '0+',
      nullable: '0+',
      about: 'Where the sender stands, as its operator named it; empty or null if it did not.',
    },
    { name: 'clientId', type: 'string', versions: '0+' },
    { name: 'clientHost', type: 'string', versions: '0+' },
    {
      name: 'rebalanceTimeoutMs',
      type: 'int32',
      versions: '0+',
      default: -1,
      about: 'How long members have to rejoin in a rebalance, in milliseconds.',
    },
    { name: 'topologyEpoch', type: 'int32', versions: '0+', about: 'Number of the topology.' },
    {
      name: 'processId',
      type: 'string',
      versions: '0+',
      about: 'Id of the process that the member runs in.',
    },
    {
      name: 'userEndpoint',
      type: 'Endpoint',
      versions: '0+',
      nullable: '0+',
      default: null,
      about: 'Where the application can be asked about its state; null if it cannot.',
    },
    {
      name: 'clientTags',
      type: '[]KeyValue',
      versions: '0+',
      about: 'Tags for rack-aware placement of standby tasks.',
    },
  ],
  structs: [
    {
      name: 'Endpoint',
      versions: '0+',
      fields: [
        { name: 'host', type: 'string', versions: '0+', about: 'Host name or address.' },
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
