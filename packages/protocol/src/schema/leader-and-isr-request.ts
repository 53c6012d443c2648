/**
 * LeaderAndIsrRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const leaderAndIsrRequest: MessageSchema = {
  name: 'LeaderAndIsrRequest',
  kind: 'request',
  apiKey: 4,
  validVersions: '0-7',
  flexibleVersions: '4+',
  about: 'LeaderAndIsrRequest',
  fields: [
    { name: 'controllerId', type: 'int32', versions: '0+', entityType: 'brokerId' },
    { name: 'isKRaftController', type: 'bool', versions: '7+' },
    { name: 'controllerEpoch', type: 'int32', versions: '0+' },
    { name: 'ungroupedPartitionStates', type: '[]LeaderAndIsrPartitionState', versions: '0-1' },
    { name: 'brokerEpoch', type: 'int64', versions: '2+', default: -1, ignorable: true },
    { name: 'type', type: 'int8', versions: '5+' },
    {
      name: 'topicStates',
      type: '[]LeaderAndIsrTopicState',
      versions: '2+',
      fields: [
        { name: 'topicName', type: 'string', versions: '2+', entityType: 'topicName' },
        { name: 'topicId', type: 'uuid', versions: '5+', ignorable: true },
        { name: 'partitionStates', type: '[]LeaderAndIsrPartitionState', versions: '2+' },
      ],
    },
    {
      name: 'liveLeaders',
      type: '[]LeaderAndIsrLiveLeader',
      versions: '0+',
      fields: [
        { name: 'brokerId', type: 'int32', versions: '0+', entityType: 'brokerId' },
        { name: 'hostName', type: 'string', versions: '0+' },
        { name: 'port', type: 'int32', versions: '0+' },
      ],
    },
  ],
  structs: [
    {
      name: 'LeaderAndIsrPartitionState',
      versions: '0+',
      fields: [
        { name: 'topicName', type: 'string', versions: '0-1', ignorable: true, entityType: 'topicName' },
        { name: 'partitionIndex', type: 'int32', versions: '0+' },
        { name: 'controllerEpoch', type: 'int32', versions: '0+' },
        { name: 'leader', type: 'int32', versions: '0+', entityType: 'brokerId' },
        { name: 'leaderEpoch', type: 'int32', versions: '0+' },
        { name: 'isr', type: '[]int32', versions: '0+', entityType: 'brokerId' },
        { name: 'partitionEpoch', type: 'int32', versions: '0+' },
        { name: 'replicas', type: '[]int32', versions: '0+', entityType: 'brokerId' },
        { name: 'addingReplicas', type: '[]int32', versions: '3+', ignorable: true, entityType: 'brokerId' },
        {
          name: 'removingReplicas',
          type: '[]int32',
          versions: '3+',
          ignorable: true,
          entityType: 'brokerId',
        },
        { name: 'isNew', type: 'bool', versions: '1+', ignorable: true },
        { name: 'leaderRecoveryState', type: 'int8', versions: '6+' },
      ],
    },
  ],
}
