/**
 * ConsumerGroupTargetAssignmentMemberValue.
 */
import type { MessageSchema } from './message-schema.js'

export const consumerGroupTargetAssignmentMemberValue: MessageSchema = {
  name: 'ConsumerGroupTargetAssignmentMemberValue',
  kind: 'coordinator-value',
  apiKey: 7,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'ConsumerGroupTargetAssignmentMemberValue',
  fields: [
    {
      name: 'topicPartitions',
      type: '[]TopicPartition',
      versions: '0+',
      fields: [
        { name: 'topicId', type: 'uuid', versions: '0+' },
        { name: 'partitions', type: '[]int32', versions: '0+' },
      ],
    },
  ],
}
