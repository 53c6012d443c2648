/**
 * Data: ConsumerProtocolAssignment, its fields and versions as data.
 * What a member of a classic consumer group was given; a blob to the coordinator.
 */
import type { MessageSchema } from './message-schema.js'

export const consumerProtocolAssignment: MessageSchema = {
  name: 'ConsumerProtocolAssignment',
  kind: 'data',
  validVersions: '0-3',
  flexibleVersions: 'none',
  about: 'What a member of a classic consumer group was given; a blob to the coordinator.',
  fields: [
    {
      name: 'assignedPartitions',
      type: '[]TopicPartition',
      versions: '0+',
      fields: [
        { name: 'topic', type: 'string', versions: '0+', mapKey: true, entityType: 'topicName' },
        { name: 'partitions', type: '[]int32', versions: '0+' },
      ],
    },
    {
      name: 'userData',
      type: 'bytes',
      versions: '0+',
      nullable: '0+',
      default: null,
      about: 'Opaque to all but the assignor; null for none.',
    },
  ],
}
