/**
 * ShareGroupCurrentMemberAssignmentValue.
 */
import type { MessageSchema } from './message-schema.js'

export const shareGroupCurrentMemberAssignmentValue: MessageSchema = {
  name: 'ShareGroupCurrentMemberAssignmentValue',
  kind: 'coordinator-value',
  apiKey: 14,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'ShareGroupCurrentMemberAssignmentValue',
  fields: [
    { name: 'memberEpoch', type: 'int32', versions: '0+' },
    { name: 'previousMemberEpoch', type: 'int32', versions: '0+' },
    { name: 'state', type: 'int8', versions: '0+' },
    { name: 'assignedPartitions', type: '[]TopicPartitions', versions: '0+' },
  ],
  structs: [
    {
      name: 'TopicPartitions',
      versions: '0+',
      fields: [
        { name: 'topicId', type: 'uuid', versions: '0+' },
        { name: 'partitions', type: '[]int32', versions: '0+' },
      ],
    },
  ],
}
