/**
 * Request: StreamsGroupHeartbeatRequest, its fields and versions as data.
 * Joins, keeps and leaves a streams group (KIP-1071).
 */
import type { MessageSchema } from './message-schema.js'

export const streamsGroupHeartbeatRequest: MessageSchema = {
  name: 'StreamsGroupHeartbeatRequest',
  kind: 'request',
  apiKey: 88,
  validVersions: '0-1',
  flexibleVersions: '0+',
  about: 'Joins, keeps and leaves a streams group (KIP-1071).',
  fields: [
    { name: 'groupId', type: 'string', versions: '0+', entityType: 'groupId' },
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
    { name: 'endpointInformationEpoch', type: 'int32', versions: '0+' },
    {
      name: 'instanceId',
      type: 'string',
      versions: '0+',
      nullable: '0+',
      default: null,
      about: 'Fixed name of a static member; null for a dynamic one.',
    },
    {
      name: 'rackId',
      type: 'string',
      versions: '0+',
      nullable: '0+',
      default: null,
      about: 'Where the sender stands, as its operator named it; empty or null if it did not.',
    },
    {
      name: 'rebalanceTimeoutMs',
      type: 'int32',
      versions: '0+',
      default: -1,
      about: 'How long members have to rejoin in a rebalance, in milliseconds.',
    },
    {
      name: 'topology',
      type: 'Topology',
      versions: '0+',
      nullable: '0+',
      default: null,
      fields: [
        { name: 'epoch', type: 'int32', versions: '0+' },
        {
          name: 'subtopologies',
          type: '[]Subtopology',
          versions: '0+',
          fields: [
            {
              name: 'subtopologyId',
              type: 'string',
              versions: '0+',
              about: 'Name of a part of the topology that runs on its own.',
            },
            {
              name: 'sourceTopics',
              type: '[]string',
              versions: '0+',
              entityType: 'topicName',
              about: 'Topics that are read.',
            },
            {
              name: 'sourceTopicRegex',
              type: '[]string',
              versions: '0+',
              about: 'Regular expressions of topics that are read.',
            },
            {
              name: 'stateChangelogTopics',
              type: '[]TopicInfo',
              versions: '0+',
              about: 'Internal topics that back state stores.',
            },
            {
              name: 'repartitionSinkTopics',
              type: '[]string',
              versions: '0+',
              entityType: 'topicName',
              about: 'Internal topics that are written for a repartition.',
            },
            {
              name: 'repartitionSourceTopics',
              type: '[]TopicInfo',
              versions: '0+',
              about: 'Internal topics that are read after a repartition.',
            },
            {
              name: 'copartitionGroups',
              type: '[]CopartitionGroup',
              versions: '0+',
              about: 'Topics that must have equal partition counts.',
              fields: [
                { name: 'sourceTopics', type: '[]int16', versions: '0+', about: 'Topics that are read.' },
                {
                  name: 'sourceTopicRegex',
                  type: '[]int16',
                  versions: '0+',
                  about: 'Regular expressions of topics that are read.',
                },
                {
                  name: 'repartitionSourceTopics',
                  type: '[]int16',
                  versions: '0+',
                  about: 'Internal topics that are read after a repartition.',
                },
              ],
            },
          ],
        },
      ],
    },
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
    {
      name: 'processId',
      type: 'string',
      versions: '0+',
      nullable: '0+',
      default: null,
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
      nullable: '0+',
      default: null,
      about: 'Tags for rack-aware placement of standby tasks.',
    },
    { name: 'taskOffsets', type: '[]TaskOffset', versions: '0+', nullable: '0+', default: null },
    { name: 'taskEndOffsets', type: '[]TaskOffset', versions: '0+', nullable: '0+', default: null },
    { name: 'shutdownApplication', type: 'bool', versions: '0+' },
  ],
  structs: [
    {
      name: 'KeyValue',
      versions: '0+',
      fields: [
        { name: 'key', type: 'string', versions: '0+' },
        { name: 'value', type: 'string', versions: '0+' },
      ],
    },
    {
      name: 'TopicInfo',
      versions: '0+',
      fields: [
        { name: 'name', type: 'string', versions: '0+', entityType: 'topicName' },
        { name: 'partitions', type: 'int32', versions: '0+' },
        {
          name: 'replicationFactor',
          type: 'int16',
          versions: '0+',
          about: "How many replicas; -1 for the broker's default.",
        },
        { name: 'topicConfigs', type: '[]KeyValue', versions: '0+' },
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
    {
      name: 'TaskOffset',
      versions: '0+',
      fields: [
        {
          name: 'subtopologyId',
          type: 'string',
          versions: '0+',
          about: 'Name of a part of the topology that runs on its own.',
        },
        { name: 'partition', type: 'int32', versions: '0+' },
        { name: 'offset', type: 'int64', versions: '0+', about: 'A position in the partition.' },
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
  ],
}
