/**
 * Request: StreamsGroupTopologyDescriptionUpdateRequest, its fields and versions as data.
 * A streams client describes its topology to the coordinator (KIP-1331).
 */
import type { MessageSchema } from './message-schema.js'

export const streamsGroupTopologyDescriptionUpdateRequest: MessageSchema = {
  name: 'StreamsGroupTopologyDescriptionUpdateRequest',
  kind: 'request',
  apiKey: 93,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'A streams client describes its topology to the coordinator (KIP-1331).',
  fields: [
    { name: 'groupId', type: 'string', versions: '0+', entityType: 'groupId' },
    {
      name: 'memberId',
      type: 'string',
      versions: '0+',
      about: 'Id that the coordinator knows the member by.',
    },
    { name: 'topologyEpoch', type: 'int32', versions: '0+', about: 'Number of the topology.' },
    { name: 'topologyDescription', type: 'TopologyDescription', versions: '0+' },
  ],
  structs: [
    {
      name: 'TopologyDescription',
      versions: '0+',
      fields: [
        { name: 'subtopologies', type: '[]TopologyDescriptionSubtopology', versions: '0+' },
        { name: 'globalStores', type: '[]TopologyDescriptionGlobalStore', versions: '0+' },
      ],
    },
    {
      name: 'TopologyDescriptionSubtopology',
      versions: '0+',
      fields: [
        {
          name: 'subtopologyId',
          type: 'string',
          versions: '0+',
          about: 'Name of a part of the topology that runs on its own.',
        },
        { name: 'nodes', type: '[]TopologyDescriptionNode', versions: '0+' },
      ],
    },
    {
      name: 'TopologyDescriptionGlobalStore',
      versions: '0+',
      fields: [
        { name: 'source', type: 'TopologyDescriptionNode', versions: '0+' },
        { name: 'processor', type: 'TopologyDescriptionNode', versions: '0+' },
      ],
    },
    {
      name: 'TopologyDescriptionNode',
      versions: '0+',
      fields: [
        { name: 'name', type: 'string', versions: '0+' },
        { name: 'nodeType', type: 'int8', versions: '0+' },
        {
          name: 'sourceTopics',
          type: '[]string',
          versions: '0+',
          entityType: 'topicName',
          about: 'Topics that are read.',
        },
        {
          name: 'sinkTopic',
          type: 'string',
          versions: '0+',
          nullable: '0+',
          default: null,
          entityType: 'topicName',
        },
        { name: 'stores', type: '[]string', versions: '0+' },
        { name: 'successors', type: '[]string', versions: '0+' },
      ],
    },
  ],
}
