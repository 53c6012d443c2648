/**
 * ListPartitionReassignmentsResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const listPartitionReassignmentsResponse: MessageSchema = {
  name: 'ListPartitionReassignmentsResponse',
  kind: 'response',
  apiKey: 46,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'ListPartitionReassignmentsResponse',
  fields: [
    { name: 'throttleTimeMs', type: 'int32', versions: '0+' },
    { name: 'errorCode', type: 'int16', versions: '0+' },
    { name: 'errorMessage', type: 'string', versions: '0+', nullable: '0+' },
    {
      name: 'topics',
      type: '[]OngoingTopicReassignment',
      versions: '0+',
      fields: [
        { name: 'name', type: 'string', versions: '0+', entityType: 'topicName' },
        {
          name: 'partitions',
          type: '[]OngoingPartitionReassignment',
          versions: '0+',
          fields: [
            { name: 'partitionIndex', type: 'int32', versions: '0+' },
            { name: 'replicas', type: '[]int32', versions: '0+', entityType: 'brokerId' },
            { name: 'addingReplicas', type: '[]int32', versions: '0+', entityType: 'brokerId' },
            { name: 'removingReplicas', type: '[]int32', versions: '0+', entityType: 'brokerId' },
          ],
        },
      ],
    },
  ],
}
