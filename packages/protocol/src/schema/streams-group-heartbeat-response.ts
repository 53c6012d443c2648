/**
 * StreamsGroupHeartbeatResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const streamsGroupHeartbeatResponse: MessageSchema = {
  name: 'StreamsGroupHeartbeatResponse',
  kind: 'response',
  apiKey: 88,
  validVersions: '0-1',
  flexibleVersions: '0+',
  about: 'StreamsGroupHeartbeatResponse',
  fields: [
    { name: 'throttleTimeMs', type: 'int32', versions: '0+' },
    { name: 'errorCode', type: 'int16', versions: '0+' },
    { name: 'errorMessage', type: 'string', versions: '0+', nullable: '0+', default: null },
    { name: 'memberId', type: 'string', versions: '0+' },
    { name: 'memberEpoch', type: 'int32', versions: '0+' },
    { name: 'heartbeatIntervalMs', type: 'int32', versions: '0+' },
    { name: 'acceptableRecoveryLagLegacy', type: 'int32', versions: '0' },
    { name: 'taskOffsetIntervalMs', type: 'int32', versions: '0+' },
    { name: 'acceptableRecoveryLag', type: 'int64', versions: '1+', default: -1, ignorable: true },
    { name: 'status', type: '[]Status', versions: '0+', nullable: '0+' },
    { name: 'activeTasks', type: '[]TaskIds', versions: '0+', nullable: '0+', default: null },
    { name: 'standbyTasks', type: '[]TaskIds', versions: '0+', nullable: '0+', default: null },
    { name: 'warmupTasks', type: '[]TaskIds', versions: '0+', nullable: '0+', default: null },
    { name: 'topologyDescriptionRequired', type: 'bool', versions: '1+' },
    { name: 'endpointInformationEpoch', type: 'int32', versions: '0+' },
    {
      name: 'partitionsByUserEndpoint',
      type: '[]EndpointToPartitions',
      versions: '0+',
      nullable: '0+',
      default: null,
      fields: [
        { name: 'userEndpoint', type: 'Endpoint', versions: '0+' },
        { name: 'activePartitions', type: '[]TopicPartition', versions: '0+' },
        { name: 'standbyPartitions', type: '[]TopicPartition', versions: '0+' },
      ],
    },
  ],
  structs: [
    {
      name: 'Status',
      versions: '0+',
      fields: [
        { name: 'statusCode', type: 'int8', versions: '0+' },
        { name: 'statusDetail', type: 'string', versions: '0+' },
      ],
    },
    {
      name: 'TopicPartition',
      versions: '0+',
      fields: [
        { name: 'topic', type: 'string', versions: '0+', entityType: 'topicName' },
        { name: 'partitions', type: '[]int32', versions: '0+' },
      ],
    },
    {
      name: 'TaskIds',
      versions: '0+',
      fields: [
        { name: 'subtopologyId', type: 'string', versions: '0+' },
        { name: 'partitions', type: '[]int32', versions: '0+' },
      ],
    },
    {
      name: 'Endpoint',
      versions: '0+',
      fields: [
        { name: 'host', type: 'string', versions: '0+' },
        { name: 'port', type: 'uint16', versions: '0+' },
      ],
    },
  ],
}
