/**
 * Request: LeaderAndIsrRequest, its fields and versions as data.
 * The controller tells a broker which replicas it leads and follows (ZooKeeper era).
 */
import type { MessageSchema } from './message-schema.js'

export const leaderAndIsrRequest: MessageSchema = {
  name: 'LeaderAndIsrRequest',
  kind: 'request',
  apiKey: 4,
  validVersions: '0-7',
  flexibleVersions: '4+',
  about: 'The controller tells a broker which replicas it leads and follows (ZooKeeper era).',
  fields: [
    {
      name: 'controllerId',
      type: 'int32',
      versions: '0+',
      entityType: 'brokerId',
      about: 'Broker or node that is the controller; -1 if unknown.',
    },
    {
      name: 'isKRaftController',
      type: 'bool',
      versions: '7+',
      about: 'The sender is a KRaft controller during a migration.',
    },
    { name: 'controllerEpoch', type: 'int32', versions: '0+', about: "Number of the controller's term." },
    { name: 'ungroupedPartitionStates', type: '[]LeaderAndIsrPartitionState', versions: '0-1' },
    {
      name: 'brokerEpoch',
      type: 'int64',
      versions: '2+',
      default: -1,
      ignorable: true,
      about: "Number of the broker's registration, by which older ones are recognised; -1 for none.",
    },
    { name: 'type', type: 'int8', versions: '5+' },
    {
      name: 'topicStates',
      type: '[]LeaderAndIsrTopicState',
      versions: '2+',
      fields: [
        { name: 'topicName', type: 'string', versions: '2+', entityType: 'topicName' },
        {
          name: 'topicId',
          type: 'uuid',
          versions: '5+',
          ignorable: true,
          about: 'Id of the topic; the zero uuid where it is unknown.',
        },
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
        { name: 'controllerEpoch', type: 'int32', versions: '0+', about: "Number of the controller's term." },
        {
          name: 'leader',
          type: 'int32',
          versions: '0+',
          entityType: 'brokerId',
          about: 'Id of the leader; -1 for none.',
        },
        {
          name: 'leaderEpoch',
          type: 'int32',
          versions: '0+',
          about: 'Number of the leadership; -1 where it is unknown.',
        },
        {
          name: 'isr',
          type: '[]int32',
          versions: '0+',
          entityType: 'brokerId',
          about: 'Replicas that are in sync.',
        },
        {
          name: 'partitionEpoch',
          type: 'int32',
          versions: '0+',
          about: 'Number that grows with every change of the partition.',
        },
        {
          name: 'replicas',
          type: '[]int32',
          versions: '0+',
          entityType: 'brokerId',
          about: 'All replicas; the first one is preferred as leader.',
        },
        {
          name: 'addingReplicas',
          type: '[]int32',
          versions: '3+',
          ignorable: true,
          entityType: 'brokerId',
          about: 'Replicas that a reassignment adds.',
        },
        {
          name: 'removingReplicas',
          type: '[]int32',
          versions: '3+',
          ignorable: true,
          entityType: 'brokerId',
          about: 'Replicas that a reassignment removes.',
        },
        { name: 'isNew', type: 'bool', versions: '1+', ignorable: true },
        {
          name: 'leaderRecoveryState',
          type: 'int8',
          versions: '6+',
          about: '1 while a leader that was elected uncleanly recovers, else 0.',
        },
      ],
    },
  ],
}
