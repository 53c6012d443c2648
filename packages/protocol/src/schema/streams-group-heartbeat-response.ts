/**
 * Response: StreamsGroupHeartbeatResponse, its fields and versions as data.
 * Answer to StreamsGroupHeartbeat.
 */
import type { MessageSchema } from './message-schema.js'

export const streamsGroupHeartbeatResponse: MessageSchema = {
  name: 'StreamsGroupHeartbeatResponse',
  kind: 'response',
  apiKey: 88,
  validVersions: '0-1',
  flexibleVersions: '0+',
  about: 'Answer to StreamsGroupHeartbeat.',
  fields: [
    {
      name: 'throttleTimeMs',
      type: 'int32',
      versions: '0+',
      about: 'How long the client was or should be held back by a quota, in milliseconds; 0 if not at all.',
    },
    {
      name: 'errorCode',
      type: 'int16',
      versions: '0+',
      about: '0 for success, else a code of the error table.',
    },
    {
      name: 'errorMessage',
      type: 'string',
      versions: '0+',
      nullable: '0+',
      default: null,
      about: 'More about the error for people; null if there is none.',
    },
    {
      name: 'memberId',
      type: 'string',
      versions: '0+',
      about: 'Id that the coordinator knows the member by.',
    },
    {
      name: 'memberEpoch',
      type: 'int32',
      versions: '0+',
      about: 'Group epoch that the member has reached; 0 joins, -1 leaves.',
    },
    {
      name: 'heartbeatIntervalMs',
      type: 'int32',
      versions: '0+',
      about: 'How often to send heartbeats, in milliseconds.',
    },
    { name: 'acceptableRecoveryLagLegacy', type: 'int32', versions: '0' },
    { name: 'taskOffsetIntervalMs', type: 'int32', versions: '0+' },
    { name: 'acceptableRecoveryLag', type: 'int64', versions: '1+', default: -1, ignorable: true },
    { name: 'status', type: '[]Status', versions: '0+', nullable: '0+' },
    {
      name: 'activeTasks',
      type: '[]TaskIds',
      versions: '0+',
      nullable: '0+',
      default: null,
      about: 'Tasks to process; null if unchanged.',
    },
    {
      name: 'standbyTasks',
      type: '[]TaskIds',
      versions: '0+',
      nullable: '0+',
      default: null,
      about: 'Tasks whose state to keep ready; null if unchanged.',
    },
    {
      name: 'warmupTasks',
      type: '[]TaskIds',
      versions: '0+',
      nullable: '0+',
      default: null,
      about: 'Tasks whose state to build up before taking them over; null if unchanged.',
    },
    { name: 'topologyDescriptionRequired', type: 'bool', versions: '1+' },
    { name: 'endpointInformationEpoch', type: 'int32', versions: '0+' },
    {
      name: 'partitionsByUserEndpoint',
      type: '[]EndpointToPartitions',
      versions: '0+',
      nullable: '0+',
      default: null,
      fields: [
        {
          name: 'userEndpoint',
          type: 'Endpoint',
          versions: '0+',
          about: 'Where the application can be asked about its state.',
        },
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
        {
          name: 'subtopologyId',
          type: 'string',
          versions: '0+',
          about: 'Name of a part of the topology that runs on its own.',
        },
        { name: 'partitions', type: '[]int32', versions: '0+' },
      ],
    },
    {
      name: 'Endpoint',
      versions: '0+',
      fields: [
        { name: 'host', type: 'string', versions: '0+', about: 'Host name or address.' },
        { name: 'port', type: 'uint16', versions: '0+' },
      ],
    },
  ],
}
