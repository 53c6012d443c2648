/**
 * Response: ListPartitionReassignmentsResponse, its fields and versions as data.
 * Answer to ListPartitionReassignments.
 */
import type { MessageSchema } from './message-schema.js'

export const listPartitionReassignmentsResponse: MessageSchema = {
  name: 'ListPartitionReassignmentsResponse',
  kind: 'response',
  apiKey: 46,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'Answer to ListPartitionReassignments.',
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
      about: 'More about the error for people; null if there is none.',
    },
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
            {
              name: 'replicas',
              type: '[]int32',
              versions: '0+',
              entityType: 'brokerId',
              about: 'All replicas; the first one is preferred as leader.',
            },
            {
              name: 'addingReplicas',
              type: '[]int32',
              versions: '0+',
              entityType: 'brokerId',
              about: 'Replicas that a reassignment adds.',
            },
            {
              name: 'removingReplicas',
              type: '[]int32',
              versions: '0+',
              entityType: 'brokerId',
              about: 'Replicas that a reassignment removes.',
            },
          ],
        },
      ],
    },
  ],
}
