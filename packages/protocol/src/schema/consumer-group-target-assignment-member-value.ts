/**
 * Value of a coordinator record: ConsumerGroupTargetAssignmentMemberValue, its fields and versions as data.
 * What a member of a consumer group shall own.
 */
import type { MessageSchema } from './message-schema.js'

export const consumerGroupTargetAssignmentMemberValue: MessageSchema = {
  name: 'ConsumerGroupTargetAssignmentMemberValue',
  kind: 'coordinator-value',
  apiKey: 7,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'What a member of a consumer group shall own.',
  fields: [
    {
      name: 'topicPartitions',
      type: '[]TopicPartition',
      versions: '0+',
      about: 'Partitions by topic.',
      fields: [
        {
          name: 'topicId',
          type: 'uuid',
          versions: '0+',
          about: 'Id of the topic; the zero uuid where it is unknown.',
        },
        { name: 'partitions', type: '[]int32', versions: '0+' },
      ],
    },
  ],
}
