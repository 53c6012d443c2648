/**
 * Value of a coordinator record: StreamsGroupTopologyValue, its fields and versions as data.
 * The topology of a streams group.
 */
import type { MessageSchema } from './message-schema.js'

export const streamsGroupTopologyValue: MessageSchema = {
  name: 'StreamsGroupTopologyValue',
  kind: 'coordinator-value',
  apiKey: 23,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'The topology of a streams group.',
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
        { name: 'sourceTopics', type: '[]string', versions: '0+', about: 'Topics that are read.' },
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
  structs: [
    {
      name: 'TopicInfo',
      versions: '0+',
      fields: [
        { name: 'name', type: 'string', versions: '0+' },
        { name: 'partitions', type: 'int32', versions: '0+' },
        {
          name: 'replicationFactor',
          type: 'int16',
          versions: '0+',
          about: "How many replicas; -1 for the broker's default.",
        },
        { name: 'topicConfigs', type: '[]TopicConfig', versions: '0+' },
      ],
    },
    {
      name: 'TopicConfig',
      versions: '0+',
      fields: [
        { name: 'key', type: 'string', versions: '0+' },
        { name: 'value', type: 'string', versions: '0+' },
      ],
    },
  ],
}
