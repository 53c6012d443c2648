/**
 * A topic's configuration as the log's cores want it: plain numbers, looked up once.
 */
import type { TopicConfig } from '@samsa/config/topic-config'
import type { Uuid } from '@samsa/protocol/model/uuid'
import type { AppendRules } from '../core/append-rules.js'
import type { LogSettings } from '../core/log-settings.js'

/** What many logs have in common, held once: the settings of each configuration in use, the ids of topics. */
export class SharedSettings {
  readonly #topicIds = new Map<string, Uuid>()
  readonly #known = new WeakMap<TopicConfig, LogSettings>()

  /** The same topic id, one text for all partitions of a topic. */
  shared(topicId: string): Uuid {
    const known = this.#topicIds.get(topicId)
    if (known !== undefined) return known
    this.#topicIds.set(topicId, topicId as Uuid)
    return topicId as Uuid
  }

  of(config: TopicConfig): LogSettings {
    const known = this.#known.get(config)
    if (known !== undefined) return known
    const settings = logSettings(config)
    this.#known.set(config, settings)
    return settings
  }
}

function logSettings(config: TopicConfig): LogSettings {
  const policy = config.get('cleanup.policy')
  return {
    segmentBytes: segmentBytes(config),
    segmentMs: segmentMs(config),
    segmentJitterMs: config.get('segment.jitter.ms'),
    segmentIndexBytes: config.get('segment.index.bytes'),
    indexIntervalBytes: config.get('index.interval.bytes'),
    retentionMs: config.get('retention.ms'),
    retentionBytes: config.get('retention.bytes'),
    deletes: policy.includes('delete'),
    compacts: policy.includes('compact'),
    minCleanableDirtyRatio: config.get('min.cleanable.dirty.ratio'),
    minCompactionLagMs: config.get('min.compaction.lag.ms'),
    maxCompactionLagMs: config.get('max.compaction.lag.ms'),
    deleteRetentionMs: config.get('delete.retention.ms'),
    flushMessages: config.get('flush.messages'),
    flushMs: config.get('flush.ms'),
    fileDeleteDelayMs: config.get('file.delete.delay.ms'),
  }
}

export function appendRules(config: TopicConfig, topicPartition: string): AppendRules {
  const compression = config.get('compression.type')
  const level = compressionLevel(config, compression)
  return {
    topicPartition,
    compacts: config.get('cleanup.policy').includes('compact'),
    maxMessageBytes: config.get('max.message.bytes'),
    segmentBytes: segmentBytes(config),
    compression: compression === 'uncompressed' ? 'none' : (compression as AppendRules['compression']),
    ...(level === undefined ? {} : { compressionLevel: level }),
    timestampType: config.get('message.timestamp.type') as AppendRules['timestampType'],
    timestampBeforeMaxMs: config.get('message.timestamp.before.max.ms'),
    timestampAfterMaxMs: config.get('message.timestamp.after.max.ms'),
  }
}

function compressionLevel(config: TopicConfig, compression: string): number | undefined {
  if (compression === 'gzip') return config.get('compression.gzip.level')
  if (compression === 'lz4') return config.get('compression.lz4.level')
  return compression === 'zstd' ? config.get('compression.zstd.level') : undefined
}

/** Kafka's own tests make segments smaller than segment.bytes allows; so do ours. */
function segmentBytes(config: TopicConfig): number {
  return config.get('internal.segment.bytes') ?? config.get('segment.bytes')
}

/** A segment that must be compacted within a time has to end within it (KIP-354). */
function segmentMs(config: TopicConfig): number {
  const most = config.get('segment.ms')
  if (!config.get('cleanup.policy').includes('compact')) return most
  const lag = config.get('max.compaction.lag.ms')
  return lag > 0 ? Math.min(most, lag) : most
}
