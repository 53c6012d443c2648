/**
 * Tiered storage (KIP-405): one row a setting, under Kafka's dotted names with Kafka's types, defaults and bounds.
 */
import { boolean, double, int, int64, string } from '../setting.js'

export const tieringSettings = {
  'remote.fetch.max.wait.ms': int({
    default: 500,
    atLeast: 1,
    update: 'cluster-wide',
    doc: 'Tiered storage: fetch max wait ms.',
  }),
  'remote.list.offsets.request.timeout.ms': int64({
    default: 30000,
    atLeast: 1,
    update: 'cluster-wide',
    doc: 'Tiered storage: list offsets request timeout ms.',
  }),
  'remote.log.index.file.cache.total.size.bytes': int64({
    default: 1073741824,
    atLeast: 1,
    update: 'cluster-wide',
    importance: 'low',
    doc: 'Tiered storage: log index file cache total size bytes.',
  }),
  'remote.log.index.file.cache.ttl.ms': int64({
    default: 900000,
    atLeast: -1,
    importance: 'low',
    internal: true,
    doc: 'Tiered storage: log index file cache ttl ms.',
  }),
  'remote.log.manager.copier.thread.pool.size': int({
    default: 10,
    atLeast: 1,
    update: 'cluster-wide',
    doc: 'Tiered storage: log manager copier thread pool size.',
  }),
  'remote.log.manager.copy.max.bytes.per.second': int64({
    default: Number.MAX_SAFE_INTEGER,
    text: '9223372036854775807',
    atLeast: 1,
    update: 'cluster-wide',
    doc: 'Tiered storage: log manager copy max bytes per second.',
  }),
  'remote.log.manager.copy.quota.window.num': int({
    default: 11,
    atLeast: 1,
    doc: 'Tiered storage: log manager copy quota window num.',
  }),
  'remote.log.manager.copy.quota.window.size.seconds': int({
    default: 1,
    atLeast: 1,
    doc: 'Tiered storage: log manager copy quota window size seconds.',
  }),
  'remote.log.manager.expiration.thread.pool.size': int({
    default: 10,
    atLeast: 1,
    update: 'cluster-wide',
    doc: 'Tiered storage: log manager expiration thread pool size.',
  }),
  'remote.log.manager.fetch.max.bytes.per.second': int64({
    default: Number.MAX_SAFE_INTEGER,
    text: '9223372036854775807',
    atLeast: 1,
    update: 'cluster-wide',
    doc: 'Tiered storage: log manager fetch max bytes per second.',
  }),
  'remote.log.manager.fetch.quota.window.num': int({
    default: 11,
    atLeast: 1,
    doc: 'Tiered storage: log manager fetch quota window num.',
  }),
  'remote.log.manager.fetch.quota.window.size.seconds': int({
    default: 1,
    atLeast: 1,
    doc: 'Tiered storage: log manager fetch quota window size seconds.',
  }),
  'remote.log.manager.follower.thread.pool.size': int({
    default: 2,
    atLeast: 1,
    update: 'cluster-wide',
    doc: 'Tiered storage: log manager follower thread pool size.',
  }),
  'remote.log.manager.task.interval.ms': int64({
    default: 30000,
    atLeast: 1,
    importance: 'low',
    doc: 'Tiered storage: log manager task interval ms.',
  }),
  'remote.log.manager.task.retry.backoff.max.ms': int64({
    default: 30000,
    atLeast: 1,
    importance: 'low',
    internal: true,
    doc: 'Tiered storage: log manager task retry backoff max ms.',
  }),
  'remote.log.manager.task.retry.backoff.ms': int64({
    default: 500,
    atLeast: 1,
    importance: 'low',
    internal: true,
    doc: 'Tiered storage: log manager task retry backoff ms.',
  }),
  'remote.log.manager.task.retry.jitter': double({
    default: 0.2,
    atLeast: 0,
    atMost: 0.5,
    importance: 'low',
    internal: true,
    doc: 'Tiered storage: log manager task retry jitter.',
  }),
  'remote.log.manager.thread.pool.size': int({
    default: 2,
    atLeast: 1,
    doc: 'Tiered storage: log manager thread pool size.',
  }),
  'remote.log.metadata.custom.metadata.max.bytes': int({
    default: 128,
    atLeast: 0,
    importance: 'low',
    doc: 'Tiered storage: log metadata custom metadata max bytes.',
  }),
  'remote.log.metadata.manager.class.name': string({
    default: 'org.apache.kafka.server.log.remote.metadata.storage.TopicBasedRemoteLogMetadataManager',
    nonEmpty: true,
    doc: 'Tiered storage: log metadata manager class name.',
  }),
  'remote.log.metadata.manager.class.path': string({
    default: null,
    doc: 'Tiered storage: log metadata manager class path.',
  }),
  'remote.log.metadata.manager.impl.prefix': string({
    default: 'rlmm.config.',
    nonEmpty: true,
    doc: 'Tiered storage: log metadata manager impl prefix.',
  }),
  'remote.log.metadata.manager.listener.name': string({
    default: null,
    nonEmpty: true,
    doc: 'Tiered storage: log metadata manager listener name.',
  }),
  'remote.log.reader.max.pending.tasks': int({
    default: 100,
    atLeast: 1,
    doc: 'Tiered storage: log reader max pending tasks.',
  }),
  'remote.log.reader.threads': int({
    default: 10,
    atLeast: 1,
    update: 'cluster-wide',
    doc: 'Tiered storage: log reader threads.',
  }),
  'remote.log.storage.manager.class.name': string({
    default: null,
    nonEmpty: true,
    doc: 'Tiered storage: log storage manager class name.',
  }),
  'remote.log.storage.manager.class.path': string({
    default: null,
    doc: 'Tiered storage: log storage manager class path.',
  }),
  'remote.log.storage.manager.impl.prefix': string({
    default: 'rsm.config.',
    nonEmpty: true,
    doc: 'Tiered storage: log storage manager impl prefix.',
  }),
  'remote.log.storage.system.enable': boolean({ default: false, doc: 'Tiered storage (KIP-405).' }),
} as const
