/**
 * ListPartitionReassignmentsRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const listPartitionReassignmentsRequest: MessageSchema = {
  name: 'ListPartitionReassignmentsRequest',
  kind: 'request',
  apiKey: 46,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'ListPartitionReassignmentsRequest',
  fields: [
    { name: 'timeoutMs', type: 'int32', versions: '0+', default: 60000 },
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
