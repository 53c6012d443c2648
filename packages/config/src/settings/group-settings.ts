/**
 * Group coordinators and the offsets they keep: one row a setting, under Kafka's dotted names with Kafka's types, defaults and bounds.
 */
import { boolean, int, int64, list, short, string } from '../setting.js'

export const groupSettings = {
  'group.consumer.assignment.interval.ms': int({
    default: 1000,
    atLeast: 0,
    update: 'cluster-wide',
    doc: 'Consumer groups of the newer protocol (KIP-848): assignment interval ms.',
  }),
  'group.consumer.assignors': list({
    default: ['uniform', 'range'],
    doc: 'Consumer groups of the newer protocol (KIP-848): assignors.',
  }),
  'group.consumer.heartbeat.interval.ms': int({
    default: 5000,
    atLeast: 1,
    doc: 'Consumer groups of the newer protocol (KIP-848): heartbeat interval ms.',
  }),
  'group.consumer.max.assignment.interval.ms': int({
    default: 15000,
    atLeast: 0,
    doc: 'Consumer groups of the newer protocol (KIP-848): max assignment interval ms.',
  }),
  'group.consumer.max.heartbeat.interval.ms': int({
    default: 15000,
    atLeast: 1,
    doc: 'Consumer groups of the newer protocol (KIP-848): max heartbeat interval ms.',
  }),
  'group.consumer.max.session.timeout.ms': int({
    default: 60000,
    atLeast: 1,
    doc: 'Consumer groups of the newer protocol (KIP-848): max session timeout ms.',
  }),
  'group.consumer.max.size': int({
    default: 2147483647,
    atLeast: 1,
    doc: 'Consumer groups of the newer protocol (KIP-848): max size.',
  }),
  'group.consumer.migration.policy': string({
    default: 'bidirectional',
    oneOf: ['DISABLED', 'DOWNGRADE', 'UPGRADE', 'BIDIRECTIONAL'],
    ignoreCase: true,
    doc: 'Consumer groups of the newer protocol (KIP-848): migration policy.',
  }),
  'group.consumer.min.assignment.interval.ms': int({
    default: 0,
    atLeast: 0,
    doc: 'Consumer groups of the newer protocol (KIP-848): min assignment interval ms.',
  }),
  'group.consumer.min.heartbeat.interval.ms': int({
    default: 5000,
    atLeast: 1,
    doc: 'Consumer groups of the newer protocol (KIP-848): min heartbeat interval ms.',
  }),
  'group.consumer.min.session.timeout.ms': int({
    default: 45000,
    atLeast: 1,
    doc: 'Consumer groups of the newer protocol (KIP-848): min session timeout ms.',
  }),
  'group.consumer.regex.refresh.interval.ms': int({
    default: 600000,
    atLeast: 10000,
    internal: true,
    doc: 'Consumer groups of the newer protocol (KIP-848): regex refresh interval ms.',
  }),
  'group.consumer.session.timeout.ms': int({
    default: 45000,
    atLeast: 1,
    doc: 'Consumer groups of the newer protocol (KIP-848): session timeout ms.',
  }),
  'group.coordinator.append.linger.ms': int({
    default: -1,
    atLeast: -1,
    doc: 'How long group records wait to be written together; -1: until the end of the turn.',
  }),
  'group.coordinator.background.threads': int({
    default: 2,
    atLeast: 1,
    importance: 'high',
    doc: 'Accepted for compatibility: the coordinator runs in the event loop.',
  }),
  'group.coordinator.cached.buffer.max.bytes': int({
    default: 1048588,
    atLeast: 524288,
    update: 'cluster-wide',
    doc: 'Buffer that the coordinator keeps between writes.',
  }),
  'group.coordinator.new.enable': boolean({
    default: false,
    internal: true,
    doc: 'Choose the newer coordinator of 3.9; accepted.',
  }),
  'group.coordinator.rebalance.protocols': list({
    default: ['classic', 'consumer', 'streams'],
    oneOf: ['consumer', 'classic', 'share', 'streams'],
    doc: 'Group protocols that are offered.',
  }),
  'group.coordinator.threads': int({
    default: 4,
    atLeast: 1,
    importance: 'high',
    doc: 'Accepted for compatibility: the coordinator runs in the event loop.',
  }),
  'group.initial.rebalance.delay.ms': int({
    default: 3000,
    doc: 'How long a new group waits for more members before its first rebalance.',
  }),
  'group.max.session.timeout.ms': int({
    default: 1800000,
    doc: 'Largest session timeout a member of a classic group may ask for.',
  }),
  'group.max.size': int({ default: 2147483647, atLeast: 1, doc: 'Members a classic group may have.' }),
  'group.min.session.timeout.ms': int({
    default: 6000,
    doc: 'Least session timeout a member of a classic group may ask for.',
  }),
  'offset.metadata.max.bytes': int({
    default: 4096,
    importance: 'high',
    doc: 'Largest metadata text beside a committed offset.',
  }),
  'offsets.commit.required.acks': short({
    default: -1,
    importance: 'high',
    doc: 'Acknowledgements a commit needs; -1: all.',
  }),
  'offsets.commit.timeout.ms': int({
    default: 5000,
    atLeast: 1,
    importance: 'high',
    doc: 'How long a commit may wait to be replicated.',
  }),
  'offsets.load.buffer.size': int({
    default: 5242880,
    atLeast: 1,
    importance: 'high',
    doc: 'Bytes read at a time when offsets are loaded.',
  }),
  'offsets.retention.check.interval.ms': int64({
    default: 600000,
    atLeast: 1,
    importance: 'high',
    doc: 'How often expired offsets are looked for.',
  }),
  'offsets.retention.minutes': int({
    default: 10080,
    atLeast: 1,
    importance: 'high',
    doc: 'How long the offsets of an empty group, or of a topic it left, are kept.',
  }),
  'offsets.topic.compression.codec': int({
    default: 0,
    importance: 'high',
    doc: 'Codec of __consumer_offsets: 0 none, 1 gzip, 2 snappy, 3 lz4, 4 zstd.',
  }),
  'offsets.topic.num.partitions': int({
    default: 50,
    atLeast: 1,
    importance: 'high',
    doc: 'Partitions of __consumer_offsets; must not change once it is there.',
  }),
  'offsets.topic.replication.factor': short({
    default: 3,
    atLeast: 1,
    importance: 'high',
    doc: 'Replicas of __consumer_offsets; on fewer brokers, as many as there are.',
  }),
  'offsets.topic.segment.bytes': int({
    default: 104857600,
    atLeast: 1,
    importance: 'high',
    doc: 'Segment size of __consumer_offsets; small, so that compaction and loading are quick.',
  }),
} as const
