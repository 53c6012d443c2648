/**
 * Request: ListPartitionReassignmentsRequest, its fields and versions as data.
 * Lists moves of partitions that are under way.
 */
import type { MessageSchema } from './message-schema.js'

export const listPartitionReassignmentsRequest: MessageSchema = {
  name: 'ListPartitionReassignmentsRequest',
  kind: 'request',
  apiKey: 46,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'Lists moves of partitions that are under way.',
  fields: [
    {
      name: 'timeoutMs',
      type: 'int32',
      versions: '0+',
      default: 60000,
      about: 'How long the server may take, in milliseconds.',
    },
    {
      name: 'topics',
      type: '[]ListPartitionReassignmentsTopics',
      versions: '0+',
      nullable: '0+',
      default: null,
      fields: [
        { name: 'name', type: 'string', versions: '0+', entityType: 'topicName' },
        { name: 'partitionIndexes', type: '[]int32', versions: '0+' },
      ],
    },
  ],
}
