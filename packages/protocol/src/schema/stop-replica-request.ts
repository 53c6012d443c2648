/**
 * Request: StopReplicaRequest, its fields and versions as data.
 * The controller tells a broker to stop, and perhaps delete, replicas (ZooKeeper era).
 */
import type { MessageSchema } from './message-schema.js'

export const stopReplicaRequest: MessageSchema = {
  name: 'StopReplicaRequest',
  kind: 'request',
  apiKey: 5,
  validVersions: '0-4',
  flexibleVersions: '2+',
  about: 'The controller tells a broker to stop, and perhaps delete, replicas (ZooKeeper era).',
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
      versions: '4+',
      about: 'The sender is a KRaft controller during a migration.',
    },
    { name: 'controllerEpoch', type: 'int32', versions: '0+', about: "Number of the controller's term." },
    {
      name: 'brokerEpoch',
      type: 'int64',
      versions: '1+',
      default: -1,
      ignorable: true,
      about: "Number of the broker's registration, by which older ones are recognised; -1 for none.",
    },
    {
      name: 'deletePartitions',
      type: 'bool',
      versions: '0-2',
      about: "Whether the replica's data shall be deleted too.",
    },
    {
      name: 'ungroupedPartitions',
      type: '[]StopReplicaPartitionV0',
      versions: '0',
      fields: [
        { name: 'topicName', type: 'string', versions: '0', entityType: 'topicName' },
        { name: 'partitionIndex', type: 'int32', versions: '0' },
      ],
    },
    {
      name: 'topics',
      type: '[]StopReplicaTopicV1',
      versions: '1-2',
      fields: [
        { name: 'name', type: 'string', versions: '1-2', entityType: 'topicName' },
        { name: 'partitionIndexes', type: '[]int32', versions: '1-2' },
      ],
    },
    {
      name: 'topicStates',
      type: '[]StopReplicaTopicState',
      versions: '3+',
      fields: [
        { name: 'topicName', type: 'string', versions: '3+', entityType: 'topicName' },
        {
          name: 'partitionStates',
          type: '[]StopReplicaPartitionState',
          versions: '3+',
          fields: [
            { name: 'partitionIndex', type: 'int32', versions: '3+' },
            {
              name: 'leaderEpoch',
              type: 'int32',
              versions: '3+',
              default: -1,
              about: 'Number of the leadership; -1 where it is unknown.',
            },
            { name: 'deletePartition', type: 'bool', versions: '3+' },
          ],
        },
      ],
    },
  ],
}
