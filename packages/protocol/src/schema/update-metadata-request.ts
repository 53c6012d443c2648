/**
 * UpdateMetadataRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const updateMetadataRequest: MessageSchema = {
  name: 'UpdateMetadataRequest',
  kind: 'request',
  apiKey: 6,
  validVersions: '0-8',
  flexibleVersions: '6+',
  about: 'UpdateMetadataRequest',
  fields: [
    { name: 'controllerId', type: 'int32', versions: '0+', entityType: 'brokerId' },
    { name: 'isKRaftController', type: 'bool', versions: '8+' },
    { name: 'type', type: 'int8', versions: '8+', tagged: '8+', tag: 0 },
    { name: 'controllerEpoch', type: 'int32', versions: '0+' },
    { name: 'ungroupedPartitionStates', type: '[]UpdateMetadataPartitionState', versions: '0-4' },
    { name: 'brokerEpoch', type: 'int64', versions: '5+', default: -1, ignorable: true },
    {
      name: 'topicStates',
      type: '[]UpdateMetadataTopicState',
      versions: '5+',
      fields: [
        { name: 'topicName', type: 'string', versions: '5+', entityType: 'topicName' },
        { name: 'topicId', type: 'uuid', versions: '7+', ignorable: true },
        { name: 'partitionStates', type: '[]UpdateMetadataPartitionState', versions: '5+' },
      ],
    },
    {
      name: 'liveBrokers',
      type: '[]UpdateMetadataBroker',
      versions: '0+',
      fields: [
        { name: 'id', type: 'int32', versions: '0+', entityType: 'brokerId' },
        { name: 'v0Host', type: 'string', versions: '0', ignorable: true },
        { name: 'v0Port', type: 'int32', versions: '0', ignorable: true },
        {
          name: 'endpoints',
          type: '[]UpdateMetadataEndpoint',
          versions: '1+',
          ignorable: true,
          fields: [
            { name: 'port', type: 'int32', versions: '1+' },
            { name: 'host', type: 'string', versions: '1+' },
            { name: 'listener', type: 'string', versions: '3+', ignorable: true },
            { name: 'securityProtocol', type: 'int16', versions: '1+' },
          ],
        },
        { name: 'rack', type: 'string', versions: '2+', nullable: '2+', ignorable: true },
      ],
    },
  ],
  structs: [
    {
      name: 'UpdateMetadataPartitionState',
      versions: '0+',
      fields: [
        { name: 'topicName', type: 'string', versions: '0-4', ignorable: true, entityType: 'topicName' },
        { name: 'partitionIndex', type: 'int32', versions: '0+' },
        { name: 'controllerEpoch', type: 'int32', versions: '0+' },
        { name: 'leader', type: 'int32', versions: '0+', entityType: 'brokerId' },
        { name: 'leaderEpoch', type: 'int32', versions: '0+' },
        { name: 'isr', type: '[]int32', versions: '0+', entityType: 'brokerId' },
        { name: 'zkVersion', type: 'int32', versions: '0+' },
        { name: 'replicas', type: '[]int32', versions: '0+', entityType: 'brokerId' },
        { name: 'offlineReplicas', type: '[]int32', versions: '4+', ignorable: true, entityType: 'brokerId' },
      ],
    },
  ],
}
