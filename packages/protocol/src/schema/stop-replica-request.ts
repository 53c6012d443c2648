/**
 * StopReplicaRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const stopReplicaRequest: MessageSchema = {
  name: 'StopReplicaRequest',
  kind: 'request',
  apiKey: 5,
  validVersions: '0-4',
  flexibleVersions: '2+',
  about: 'StopReplicaRequest',
  fields: [
    { name: 'controllerId', type: 'int32', versions: '0+', entityType: 'brokerId' },
    { name: 'isKRaftController', type: 'bool', versions: '4+' },
    { name: 'controllerEpoch', type: 'int32', versions: '0+' },
    { name: 'brokerEpoch', type: 'int64', versions: '1+', default: -1, ignorable: true },
    { name: 'deletePartitions', type: 'bool', versions: '0-2' },
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
            { name: 'leaderEpoch', type: 'int32', versions: '3+', default: -1 },
            { name: 'deletePartition', type: 'bool', versions: '3+' },
          ],
        },
      ],
    },
  ],
}
