/**
 * Share groups and streams groups: one row a setting, under Kafka's dotted names with Kafka's types, defaults and bounds.
 */
import { boolean, int, list, short, string } from '../setting.js'

export const shareSettings = {
  'group.share.assignment.interval.ms': int({
    default: 1000,
    atLeast: 0,
    update: 'cluster-wide',
    doc: 'Share groups: assignment interval ms.',
  }),
  'group.share.assignors': list({ default: ['simple'], doc: 'Share groups: assignors.' }),
  'group.share.delivery.count.limit': int({
    default: 5,
    atLeast: 2,
    atMost: 10,
    doc: 'Share groups: delivery count limit.',
  }),
  'group.share.enable': boolean({ default: false, internal: true, doc: 'Share groups: enable.' }),
  'group.share.heartbeat.interval.ms': int({
    default: 5000,
    atLeast: 1,
    doc: 'Share groups: heartbeat interval ms.',
  }),
  'group.share.initialize.retry.interval.ms': int({
    default: 30000,
    atLeast: 1,
    importance: 'low',
    internal: true,
    doc: 'Share groups: initialize retry interval ms.',
  }),
  'group.share.max.assignment.interval.ms': int({
    default: 15000,
    atLeast: 0,
    doc: 'Share groups: max assignment interval ms.',
  }),
  'group.share.max.delivery.count.limit': int({
    default: 10,
    atLeast: 5,
    atMost: 25,
    doc: 'Share groups: max delivery count limit.',
  }),
  'group.share.max.groups': short({ default: 10, atLeast: 1, atMost: 100, doc: 'Share groups: max groups.' }),
  'group.share.max.heartbeat.interval.ms': int({
    default: 15000,
    atLeast: 1,
    doc: 'Share groups: max heartbeat interval ms.',
  }),
  'group.share.max.partition.max.record.locks': int({
    default: 4000,
    atLeast: 2000,
    atMost: 10000,
    doc: 'Share groups: max partition max record locks.',
  }),
  'group.share.max.record.lock.duration.ms': int({
    default: 60000,
    atLeast: 30000,
    atMost: 3600000,
    doc: 'Share groups: max record lock duration ms.',
  }),
  'group.share.max.session.timeout.ms': int({
    default: 60000,
    atLeast: 1,
    doc: 'Share groups: max session timeout ms.',
  }),
  'group.share.max.share.sessions': int({
    default: 2000,
    atLeast: 1,
    doc: 'Share groups: max share sessions.',
  }),
  'group.share.max.size': int({ default: 200, atLeast: 1, atMost: 1000, doc: 'Share groups: max size.' }),
  'group.share.min.assignment.interval.ms': int({
    default: 0,
    atLeast: 0,
    doc: 'Share groups: min assignment interval ms.',
  }),
  'group.share.min.delivery.count.limit': int({
    default: 2,
    atLeast: 2,
    atMost: 5,
    doc: 'Share groups: min delivery count limit.',
  }),
  'group.share.min.heartbeat.interval.ms': int({
    default: 5000,
    atLeast: 1,
    doc: 'Share groups: min heartbeat interval ms.',
  }),
  'group.share.min.partition.max.record.locks': int({
    default: 100,
    atLeast: 100,
    atMost: 2000,
    doc: 'Share groups: min partition max record locks.',
  }),
  'group.share.min.record.lock.duration.ms': int({
    default: 15000,
    atLeast: 1000,
    atMost: 30000,
    doc: 'Share groups: min record lock duration ms.',
  }),
  'group.share.min.session.timeout.ms': int({
    default: 45000,
    atLeast: 1,
    doc: 'Share groups: min session timeout ms.',
  }),
  'group.share.partition.max.record.locks': int({
    default: 2000,
    atLeast: 100,
    atMost: 10000,
    doc: 'Share groups: partition max record locks.',
  }),
  'group.share.persister.class.name': string({
    default: 'org.apache.kafka.server.share.persister.DefaultStatePersister',
    internal: true,
    doc: 'Share groups: persister class name.',
  }),
  'group.share.record.lock.duration.ms': int({
    default: 30000,
    atLeast: 1000,
    atMost: 3600000,
    doc: 'Share groups: record lock duration ms.',
  }),
  'group.share.session.timeout.ms': int({
    default: 45000,
    atLeast: 1,
    doc: 'Share groups: session timeout ms.',
  }),
  'group.streams.assignment.interval.ms': int({
    default: 1000,
    atLeast: 0,
    update: 'cluster-wide',
    doc: 'Streams groups (KIP-1071): assignment interval ms.',
  }),
  'group.streams.heartbeat.interval.ms': int({
    default: 5000,
    atLeast: 1,
    doc: 'Streams groups (KIP-1071): heartbeat interval ms.',
  }),
  'group.streams.initial.rebalance.delay.ms': int({
    default: 3000,
    atLeast: 0,
    doc: 'Streams groups (KIP-1071): initial rebalance delay ms.',
  }),
  'group.streams.max.assignment.interval.ms': int({
    default: 15000,
    atLeast: 0,
    doc: 'Streams groups (KIP-1071): max assignment interval ms.',
  }),
  'group.streams.max.heartbeat.interval.ms': int({
    default: 15000,
    atLeast: 1,
    doc: 'Streams groups (KIP-1071): max heartbeat interval ms.',
  }),
  'group.streams.max.session.timeout.ms': int({
    default: 60000,
    atLeast: 1,
    doc: 'Streams groups (KIP-1071): max session timeout ms.',
  }),
  'group.streams.max.size': int({
    default: 2147483647,
    atLeast: 1,
    doc: 'Streams groups (KIP-1071): max size.',
  }),
  'group.streams.max.standby.replicas': int({
    default: 2,
    atLeast: 0,
    doc: 'Streams groups (KIP-1071): max standby replicas.',
  }),
  'group.streams.min.assignment.interval.ms': int({
    default: 0,
    atLeast: 0,
    doc: 'Streams groups (KIP-1071): min assignment interval ms.',
  }),
  'group.streams.min.heartbeat.interval.ms': int({
    default: 5000,
    atLeast: 1,
    doc: 'Streams groups (KIP-1071): min heartbeat interval ms.',
  }),
  'group.streams.min.session.timeout.ms': int({
    default: 45000,
    atLeast: 1,
    doc: 'Streams groups (KIP-1071): min session timeout ms.',
  }),
  'group.streams.num.standby.replicas': int({
    default: 0,
    atLeast: 0,
    doc: 'Streams groups (KIP-1071): num standby replicas.',
  }),
  'group.streams.session.timeout.ms': int({
    default: 45000,
    atLeast: 1,
    doc: 'Streams groups (KIP-1071): session timeout ms.',
  }),
  'share.coordinator.append.linger.ms': int({
    default: -1,
    atLeast: -1,
    doc: 'Share coordinator: append linger ms.',
  }),
  'share.coordinator.cached.buffer.max.bytes': int({
    default: 1048588,
    atLeast: 524288,
    update: 'cluster-wide',
    doc: 'Share coordinator: cached buffer max bytes.',
  }),
  'share.coordinator.cold.partition.snapshot.interval.ms': int({
    default: 300000,
    atLeast: 1,
    importance: 'low',
    internal: true,
    doc: 'Share coordinator: cold partition snapshot interval ms.',
  }),
  'share.coordinator.load.buffer.size': int({
    default: 5242880,
    atLeast: 1,
    importance: 'high',
    doc: 'Share coordinator: load buffer size.',
  }),
  'share.coordinator.snapshot.update.records.per.snapshot': int({
    default: 500,
    atLeast: 0,
    atMost: 500,
    doc: 'Share coordinator: snapshot update records per snapshot.',
  }),
  'share.coordinator.state.topic.compression.codec': int({
    default: 0,
    importance: 'high',
    doc: 'Share coordinator: state topic compression codec.',
  }),
  'share.coordinator.state.topic.min.isr': short({
    default: 2,
    atLeast: 1,
    importance: 'high',
    doc: 'Share coordinator: state topic min isr.',
  }),
  'share.coordinator.state.topic.num.partitions': int({
    default: 50,
    atLeast: 1,
    importance: 'high',
    doc: 'Share coordinator: state topic num partitions.',
  }),
  'share.coordinator.state.topic.prune.interval.ms': int({
    default: 300000,
    atLeast: 1,
    importance: 'low',
    internal: true,
    doc: 'Share coordinator: state topic prune interval ms.',
  }),
  'share.coordinator.state.topic.replication.factor': short({
    default: 3,
    atLeast: 1,
    importance: 'high',
    doc: 'Share coordinator: state topic replication factor.',
  }),
  'share.coordinator.state.topic.segment.bytes': int({
    default: 104857600,
    atLeast: 1,
    importance: 'high',
    doc: 'Share coordinator: state topic segment bytes.',
  }),
  'share.coordinator.threads': int({ default: 1, atLeast: 1, doc: 'Share coordinator: threads.' }),
  'share.coordinator.write.timeout.ms': int({
    default: 5000,
    atLeast: 1,
    importance: 'high',
    doc: 'Share coordinator: write timeout ms.',
  }),
} as const
