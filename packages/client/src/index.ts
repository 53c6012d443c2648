export * from './admin/admin-types.js'
export { Outcomes } from './admin/outcomes.js'
export { Admin, type AdminOptions } from './admin.js'
export { type HostAndPort, parseBootstrapServers } from './config/client-options.js'
export { Consumer, type ConsumerOptions } from './consumer.js'
export type { RebalanceListener } from './consumer/subscription.js'
export type {
  ConsumerRecord,
  OffsetAndMetadata,
  OffsetAndTimestamp,
  TimestampType,
} from './consumer/consumer-record.js'
export * from './errors.js'
export { Producer, type ProducerOptions } from './producer.js'
export type {
  BatchDelivery,
  ProducerRecord,
  RecordHeader,
  RecordMetadata,
} from './producer/producer-record.js'
export { compareTopicPartitions, type TopicPartition, TopicPartitionMap } from './topic-partition.js'
export type { Committed } from './group-offsets.js'
export type { PartitionOutcomes } from './leader-calls.js'
export type { FoundOffset, IsolationLevel } from './offset-lookup.js'
export type { GroupMetadata } from './consumer/group-session.js'
export type { PartitionLeader } from './core/cluster-view.js'
