/**
 * Replication between brokers: one row a setting, under Kafka's dotted names with Kafka's types, defaults and bounds.
 */
import { boolean, int, int64, string } from '../setting.js'

export const replicationSettings = {
  'controller.socket.timeout.ms': int({
    default: 30000,
    doc: 'Timeout of requests between controller and brokers.',
  }),
  'follower.fetch.last.tiered.offset.enable': boolean({
    default: false,
    update: 'cluster-wide',
    doc: 'Let a new follower begin at the last tiered offset.',
  }),
  'min.insync.replicas': int({
    default: 1,
    atLeast: 1,
    update: 'cluster-wide',
    importance: 'high',
    doc: 'In-sync replicas needed for acks=all to succeed.',
  }),
  'num.replica.fetchers': int({
    default: 1,
    atLeast: 1,
    update: 'cluster-wide',
    importance: 'high',
    doc: 'Fetchers per source broker.',
  }),
  'replica.fetch.backoff.ms': int({ default: 1000, atLeast: 0, doc: 'Wait of a follower after an error.' }),
  'replica.fetch.max.bytes': int({
    default: 1048576,
    atLeast: 0,
    doc: 'Bytes a follower asks for per partition.',
  }),
  'replica.fetch.min.bytes': int({
    default: 1,
    importance: 'high',
    doc: 'Least bytes a follower waits for.',
  }),
  'replica.fetch.response.max.bytes': int({
    default: 10485760,
    atLeast: 0,
    doc: 'Bytes a follower asks for in one answer.',
  }),
  'replica.fetch.wait.max.ms': int({
    default: 500,
    importance: 'high',
    doc: "Longest wait of a follower's fetch.",
  }),
  'replica.high.watermark.checkpoint.interval.ms': int64({
    default: 5000,
    importance: 'high',
    doc: 'How often high watermarks are written.',
  }),
  'replica.lag.time.max.ms': int64({
    default: 30000,
    importance: 'high',
    doc: 'A follower that is behind for this long leaves the in-sync set.',
  }),
  'replica.selector.class': string({
    default: null,
    doc: 'How a replica is chosen for a consumer to fetch from (KIP-392).',
  }),
  'replica.socket.receive.buffer.bytes': int({
    default: 65536,
    importance: 'high',
    doc: "SO_RCVBUF of a follower's connection.",
  }),
  'replica.socket.timeout.ms': int({
    default: 30000,
    importance: 'high',
    doc: "Timeout of a follower's requests.",
  }),
  'replication.quota.window.num': int({
    default: 11,
    atLeast: 1,
    importance: 'low',
    doc: 'Samples that the replication quota is measured over.',
  }),
  'replication.quota.window.size.seconds': int({
    default: 1,
    atLeast: 1,
    importance: 'low',
    doc: 'Length of one sample of the replication quota.',
  }),
} as const
