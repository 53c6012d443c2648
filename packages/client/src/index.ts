export * from './admin/admin-types.js'
export { Admin, type AdminOptions, type PartitionOutcomes } from './admin.js'
export { type HostAndPort, parseBootstrapServers } from './config/client-options.js'
export { Consumer, type ConsumerOptions, type RebalanceListener } from './consumer.js'
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
