/**
 * Quotas and metrics: one row a setting, under Kafka's dotted names with Kafka's types, defaults and bounds.
 */
import { boolean, className, int, int64, list, string } from '../setting.js'

export const observationSettings = {
  'alter.log.dirs.replication.quota.window.num': int({
    default: 11,
    atLeast: 1,
    importance: 'low',
    doc: 'Samples that the quota of moves between directories is measured over.',
  }),
  'alter.log.dirs.replication.quota.window.size.seconds': int({
    default: 1,
    atLeast: 1,
    importance: 'low',
    doc: 'Length of one sample of the quota of moves between directories.',
  }),
  'auto.include.jmx.reporter': boolean({
    default: true,
    importance: 'low',
    doc: 'Report over JMX; there is no JMX here.',
  }),
  'client.quota.callback.class': className({
    default: null,
    importance: 'low',
    doc: 'A Java class that decides quotas. Samsa loads no Java.',
  }),
  'controller.quota.window.num': int({
    default: 11,
    atLeast: 1,
    importance: 'low',
    doc: 'Samples that the quota of topic changes is measured over.',
  }),
  'controller.quota.window.size.seconds': int({
    default: 1,
    atLeast: 1,
    importance: 'low',
    doc: 'Length of one sample of the quota of topic changes.',
  }),
  'kafka.metrics.polling.interval.secs': int({
    default: 10,
    atLeast: 1,
    importance: 'low',
    doc: 'Interval of the older metrics reporters.',
  }),
  'kafka.metrics.reporters': list({
    default: [],
    importance: 'low',
    doc: 'Java classes of the older metrics. Samsa loads no Java.',
  }),
  'metric.reporters': list({
    default: ['org.apache.kafka.common.metrics.JmxReporter'],
    update: 'cluster-wide',
    importance: 'low',
    doc: 'Java classes that report metrics. Samsa loads no Java: see samsa.metrics.port.',
  }),
  'metrics.num.samples': int({ default: 2, atLeast: 1, importance: 'low', doc: 'Samples kept for a rate.' }),
  'metrics.recording.level': string({
    default: 'INFO',
    importance: 'low',
    doc: 'How fine metrics are: INFO, DEBUG or TRACE.',
  }),
  'metrics.sample.window.ms': int64({
    default: 30000,
    atLeast: 1,
    importance: 'low',
    doc: 'Length of one sample.',
  }),
  'quota.window.num': int({
    default: 11,
    atLeast: 1,
    importance: 'low',
    doc: 'Samples that client quotas are measured over.',
  }),
  'quota.window.size.seconds': int({
    default: 1,
    atLeast: 1,
    importance: 'low',
    doc: 'Length of one sample of client quotas.',
  }),
  'telemetry.max.bytes': int({
    default: 1048576,
    atLeast: 1,
    importance: 'low',
    doc: 'Largest metrics push of a client (KIP-714).',
  }),
  'samsa.metrics.port': int({
    default: null,
    atLeast: 0,
    atMost: 65535,
    doc: 'Port of the Prometheus metrics page; absent: no such page.',
  }),
  'samsa.metrics.host': string({
    default: '127.0.0.1',
    doc: 'Address that the Prometheus metrics page listens on.',
  }),
} as const
