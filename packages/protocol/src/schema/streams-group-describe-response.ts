/**
 * Response: StreamsGroupDescribeResponse, its fields and versions as data.
 * Answer to StreamsGroupDescribe.
 */
import type { MessageSchema } from './message-schema.js'

export const streamsGroupDescribeResponse: MessageSchema = {
  name: 'StreamsGroupDescribeResponse',
  kind: 'response',
  apiKey: 89,
  validVersions: '0-1',
  flexibleVersions: '0+',
  about: 'Answer to StreamsGroupDescribe.',
  fields: [
    {
      name: 'throttleTimeMs',
      type: 'int32',
      versions: '0+',
      about: 'How long the client was or should be held back by a quota, in milliseconds; 0 if not at all.',
    },
    {
      name: 'groups',
      type: '[]DescribedGroup',
      versions: '0+',
      fields: [
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
        { name: 'groupId', type: 'string', versions: '0+', entityType: 'groupId' },
        { name: 'groupState', type: 'string', versions: '0+' },
        {
          name: 'groupEpoch',
          type: 'int32',
          versions: '0+',
          about: 'Number that grows whenever members or subscriptions of the group change.',
        },
        {
          name: 'assignmentEpoch',
          type: 'int32',
          versions: '0+',
          about: 'Group epoch for which the assignment was made.',
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
              nullable: '0+',
              default: null,
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
                  name: 'repartitionSinkTopics',
                  type: '[]string',
                  versions: '0+',
                  entityType: 'topicName',
                  about: 'Internal topics that are written for a repartition.',
                },
                {
                  name: 'stateChangelogTopics',
                  type: '[]TopicInfo',
                  versions: '0+',
                  about: 'Internal topics that back state stores.',
                },
                {
                  name: 'repartitionSourceTopics',
                  type: '[]TopicInfo',
                  versions: '0+',
                  about: 'Internal topics that are read after a repartition.',
                },
              ],
            },
          ],
        },
        {
          name: 'members',
          type: '[]Member',
          versions: '0+',
          fields: [
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
              about: 'Group epoch that the member has reached.',
            },
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
            { name: 'clientId', type: 'string', versions: '0+' },
            { name: 'clientHost', type: 'string', versions: '0+' },
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
            { name: 'taskOffsets', type: '[]TaskOffset', versions: '0+' },
            { name: 'taskEndOffsets', type: '[]TaskOffset', versions: '0+' },
            {
              name: 'assignment',
              type: 'Assignment',
              versions: '0+',
              about: 'Partitions given to the member.',
            },
            { name: 'targetAssignment', type: 'Assignment', versions: '0+' },
            { name: 'isClassic', type: 'bool', versions: '0+' },
          ],
        },
        {
          name: 'authorizedOperations',
          type: 'int32',
          versions: '0+',
          default: -2147483648,
          about: 'Bits of what the asker may do; -2147483648 if that was not asked for.',
        },
        {
          name: 'topologyDescription',
          type: 'TopologyDescription',
          versions: '1+',
          nullable: '1+',
          default: null,
        },
        { name: 'topologyDescriptionStatus', type: 'int8', versions: '1+' },
        {
          name: 'assignorName',
          type: 'string',
          versions: '1+',
          nullable: '1+',
          default: null,
          ignorable: true,
        },
      ],
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
      name: 'Assignment',
      versions: '0+',
      fields: [
        { name: 'activeTasks', type: '[]TaskIds', versions: '0+', about: 'Tasks to process.' },
        {
          name: 'standbyTasks',
          type: '[]TaskIds',
          versions: '0+',
          about: 'Tasks whose state to keep ready.',
        },
        {
          name: 'warmupTasks',
          type: '[]TaskIds',
          versions: '0+',
          about: 'Tasks whose state to build up before taking them over.',
        },
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
      name: 'TopologyDescription',
      versions: '0+',
      fields: [
        { name: 'subtopologies', type: '[]TopologyDescriptionSubtopology', versions: '1+' },
        { name: 'globalStores', type: '[]TopologyDescriptionGlobalStore', versions: '1+' },
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
      name: 'TopologyDescriptionSubtopology',
      versions: '0+',
      fields: [
        {
          name: 'subtopologyId',
          type: 'string',
          versions: '1+',
          about: 'Name of a part of the topology that runs on its own.',
        },
        { name: 'nodes', type: '[]TopologyDescriptionNode', versions: '1+' },
      ],
    },
    {
      name: 'TopologyDescriptionGlobalStore',
      versions: '0+',
      fields: [
        { name: 'source', type: 'TopologyDescriptionNode', versions: '1+' },
        { name: 'processor', type: 'TopologyDescriptionNode', versions: '1+' },
      ],
    },
    {
      name: 'TopologyDescriptionNode',
      versions: '0+',
      fields: [
        { name: 'name', type: 'string', versions: '1+' },
        { name: 'nodeType', type: 'int8', versions: '1+' },
        {
          name: 'sourceTopics',
          type: '[]string',
          versions: '1+',
          entityType: 'topicName',
          about: 'Topics that are read.',
        },
        {
          name: 'sinkTopic',
          type: 'string',
          versions: '1+',
          nullable: '1+',
          default: null,
          entityType: 'topicName',
        },
        { name: 'stores', type: '[]string', versions: '1+' },
        { name: 'successors', type: '[]string', versions: '1+' },
      ],
    },
  ],
}
