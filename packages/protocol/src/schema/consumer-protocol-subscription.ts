/**
 * Data: ConsumerProtocolSubscription, its fields and versions as data.
 * What a member of a classic consumer group wants; a blob to the coordinator.
 */
import type { MessageSchema } from './message-schema.js'

export const consumerProtocolSubscription: MessageSchema = {
  name: 'ConsumerProtocolSubscription',
  kind: 'data',
  validVersions: '0-3',
  flexibleVersions: 'none',
  about: 'What a member of a classic consumer group wants; a blob to the coordinator.',
  fields: [
    { name: 'topics', type: '[]string', versions: '0+' },
    {
      name: 'userData',
      type: 'bytes',
      versions: '0+',
      nullable: '0+',
      default: null,
      about: 'Opaque to all but the assignor; null for none.',
    },
    {
      name: 'ownedPartitions',
      type: '[]TopicPartition',
      versions: '1+',
      ignorable: true,
      about: 'What the member still has from before.',
      fields: [
        { name: 'topic', type: 'string', versions: '1+', mapKey: true, entityType: 'topicName' },
        { name: 'partitions', type: '[]int32', versions: '1+' },
      ],
    },
    {
      name: 'generationId',
      type: 'int32',
      versions: '2+',
      default: -1,
      ignorable: true,
      about: 'Generation of the group, which grows with every rebalance; -1 for none.',
    },
    {
      name: 'rackId',
      type: 'string',
      versions: '3+',
      nullable: '3+',
      default: null,
      ignorable: true,
      about: 'Where the sender stands, as its operator named it; empty or null if it did not.',
    },
  ],
}
