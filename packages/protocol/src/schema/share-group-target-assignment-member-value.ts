/**
 * ShareGroupTargetAssignmentMemberValue.
 */
import type { MessageSchema } from './message-schema.js'

export const shareGroupTargetAssignmentMemberValue: MessageSchema = {
  name: 'ShareGroupTargetAssignmentMemberValue',
  kind: 'coordinator-value',
  apiKey: 13,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'ShareGroupTargetAssignmentMemberValue',
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
