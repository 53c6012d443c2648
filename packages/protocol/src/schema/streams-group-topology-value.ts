/**
 * StreamsGroupTopologyValue.
 */
import type { MessageSchema } from './message-schema.js'

export const streamsGroupTopologyValue: MessageSchema = {
  name: 'StreamsGroupTopologyValue',
  kind: 'coordinator-value',
  apiKey: 23,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'StreamsGroupTopologyValue',
  fields: [
    { name: 'epoch', type: 'int32', versions: '0+' },
    {
      name: 'subtopologies',
      type: '[]Subtopology',
      versions: '0+',
      fields: [
        { name: 'subtopologyId', type: 'string', versions: '0+' },
        { name: 'sourceTopics', type: '[]string', versions: '0+' },
        { name: 'sourceTopicRegex', type: '[]string', versions: '0+' },
        { name: 'stateChangelogTopics', type: '[]TopicInfo', versions: '0+' },
        { name: 'repartitionSinkTopics', type: '[]string', versions: '0+' },
        { name: 'repartitionSourceTopics', type: '[]TopicInfo', versions: '0+' },
        {
          name: 'copartitionGroups',
          type: '[]CopartitionGroup',
          versions: '0+',
          fields: [
            { name: 'sourceTopics', type: '[]int16', versions: '0+' },
            { name: 'sourceTopicRegex', type: '[]int16', versions: '0+' },
            { name: 'repartitionSourceTopics', type: '[]int16', versions: '0+' },
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
        { name: 'replicationFactor', type: 'int16', versions: '0+' },
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
