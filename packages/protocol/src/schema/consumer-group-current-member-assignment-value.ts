/**
 * ConsumerGroupCurrentMemberAssignmentValue.
 */
import type { MessageSchema } from './message-schema.js'

export const consumerGroupCurrentMemberAssignmentValue: MessageSchema = {
  name: 'ConsumerGroupCurrentMemberAssignmentValue',
  kind: 'coordinator-value',
  apiKey: 8,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'ConsumerGroupCurrentMemberAssignmentValue',
  fields: [
    { name: 'memberEpoch', type: 'int32', versions: '0+' },
    { name: 'previousMemberEpoch', type: 'int32', versions: '0+' },
    { name: 'state', type: 'int8', versions: '0+' },
    { name: 'assignedPartitions', type: '[]TopicPartitions', versions: '0+' },
    { name: 'partitionsPendingRevocation', type: '[]TopicPartitions', versions: '0+' },
  ],
  structs: [
    {
      name: 'TopicPartitions',
      versions: '0+',
      fields: [
        { name: 'topicId', type: 'uuid', versions: '0+' },
        { name: 'partitions', type: '[]int32', versions: '0+' },
        { name: 'assignmentEpochs', type: '[]int32', versions: '0+', nullable: '0+', tagged: '0+', tag: 0 },
      ],
    },
  ],
}
