/**
 * Every topic setting of Kafka 4.3 and 3.9, and the broker settings that give a topic its values where it has
 * no override of its own.
 */
import type { BrokerSettingName } from './broker-config.js'
import { boolean, double, int, int64, list, string } from './setting.js'

export const topicSettings = {
  'cleanup.policy': list({
    default: ['delete'],
    oneOf: ['compact', 'delete'],
    doc: 'What happens to old segments: delete, compact, or both.',
  }),
  'compression.gzip.level': int({
    default: -1,
    atLeast: 1,
    atMost: 9,
    or: -1,
    doc: "Level when the broker compresses with gzip; -1: the codec's default.",
  }),
  'compression.lz4.level': int({
    default: 9,
    atLeast: 1,
    atMost: 17,
    doc: 'Level when the broker compresses with lz4.',
  }),
  'compression.type': string({
    default: 'producer',
    oneOf: ['uncompressed', 'zstd', 'lz4', 'snappy', 'gzip', 'producer'],
    doc: "Codec of stored batches; 'producer' keeps what the producer chose.",
  }),
  'compression.zstd.level': int({
    default: 3,
    atLeast: -131072,
    atMost: 22,
    doc: 'Level when the broker compresses with zstd.',
  }),
  'delete.retention.ms': int64({
    default: 86400000,
    atLeast: 0,
    doc: 'How long tombstones and transaction markers are kept after compaction reached them.',
  }),
  'file.delete.delay.ms': int64({
    default: 60000,
    atLeast: 0,
    doc: 'How long a deleted segment file stays on the disk.',
  }),
  'flush.messages': int64({
    default: Number.MAX_SAFE_INTEGER,
    text: '9223372036854775807',
    atLeast: 1,
    doc: 'Records appended before the log is forced to the device.',
  }),
  'flush.ms': int64({
    default: Number.MAX_SAFE_INTEGER,
    text: '9223372036854775807',
    atLeast: 0,
    doc: 'Longest time a record stays unforced.',
  }),
  'follower.replication.throttled.replicas': list({
    default: [],
    entry: throttledReplica,
    doc: 'Followers whose replication is throttled: partition:broker, or *.',
  }),
  'index.interval.bytes': int({ default: 4096, atLeast: 0, doc: 'Bytes of log between two index entries.' }),
  'internal.segment.bytes': int({
    default: null,
    internal: true,
    doc: 'Segment size below the bound of segment.bytes, for tests.',
  }),
  'leader.replication.throttled.replicas': list({
    default: [],
    entry: throttledReplica,
    doc: 'Leaders whose replication is throttled: partition:broker, or *.',
  }),
  'local.retention.bytes': int64({
    default: -2,
    atLeast: -2,
    doc: 'What is kept here of a tiered log; -2: as retention.bytes.',
  }),
  'local.retention.ms': int64({
    default: -2,
    atLeast: -2,
    doc: 'How long is kept here of a tiered log; -2: as retention.ms.',
  }),
  'max.compaction.lag.ms': int64({
    default: Number.MAX_SAFE_INTEGER,
    text: '9223372036854775807',
    atLeast: 1,
    doc: 'Longest time a record may stay uncompacted.',
  }),
  'max.message.bytes': int({
    default: 1048588,
    atLeast: 0,
    doc: 'Largest record batch that a producer may send.',
  }),
  'message.downconversion.enable': boolean({
    default: true,
    importance: 'low',
    doc: 'Convert batches for consumers that know only older formats.',
  }),
  'message.timestamp.after.max.ms': int64({
    default: 3600000,
    atLeast: 0,
    doc: 'How far in the future a CreateTime may lie.',
  }),
  'message.timestamp.before.max.ms': int64({
    default: Number.MAX_SAFE_INTEGER,
    text: '9223372036854775807',
    atLeast: 0,
    doc: 'How far in the past a CreateTime may lie.',
  }),
  'message.timestamp.type': string({
    default: 'CreateTime',
    oneOf: ['CreateTime', 'LogAppendTime'],
    doc: 'CreateTime keeps the time the producer wrote, LogAppendTime sets the time of the append.',
  }),
  'min.cleanable.dirty.ratio': double({
    default: 0.5,
    atLeast: 0,
    atMost: 1,
    doc: 'Share of dirty bytes that makes a log worth compacting.',
  }),
  'min.compaction.lag.ms': int64({
    default: 0,
    atLeast: 0,
    doc: 'Least age of a record before it may be compacted.',
  }),
  'min.insync.replicas': int({
    default: 1,
    atLeast: 1,
    doc: 'In-sync replicas needed for acks=all to succeed.',
  }),
  preallocate: boolean({ default: false, doc: 'Give segment files their full size when they are made.' }),
  'remote.log.copy.disable': boolean({ default: false, doc: 'Copy no more to tiered storage.' }),
  'remote.log.delete.on.disable': boolean({
    default: false,
    doc: 'Delete tiered data when tiering is switched off.',
  }),
  'remote.storage.enable': boolean({ default: false, doc: 'Tiered storage for this topic.' }),
  'retention.bytes': int64({ default: -1, doc: 'How much of a partition is kept; -1: no bound.' }),
  'retention.ms': int64({ default: 604800000, atLeast: -1, doc: 'How long records are kept; -1: for ever.' }),
  'segment.bytes': int({
    default: 1073741824,
    atLeast: 1048576,
    doc: 'Size at which a segment is closed and the next begun.',
  }),
  'segment.index.bytes': int({
    default: 10485760,
    atLeast: 4,
    doc: 'Largest size of an offset or time index; a full index rolls the segment.',
  }),
  'segment.jitter.ms': int64({
    default: 0,
    atLeast: 0,
    doc: 'Random time taken off the age at which segments roll.',
  }),
  'segment.ms': int64({ default: 604800000, atLeast: 1, doc: 'Age at which a segment is closed.' }),
  'unclean.leader.election.enable': boolean({
    default: false,
    doc: 'Let a replica outside the in-sync set lead as a last resort, at the price of data.',
  }),
} as const

interface Synonym {
  readonly name: BrokerSettingName
  /** From the broker setting's unit to the topic setting's. */
  readonly toTopicUnit?: (value: number) => number
}

/** Broker settings that stand in for a topic setting, the strongest first. */
export const topicSynonyms: Readonly<Record<string, readonly Synonym[]>> = {
  'cleanup.policy': [{ name: 'log.cleanup.policy' }],
  'compression.gzip.level': [{ name: 'compression.gzip.level' }],
  'compression.lz4.level': [{ name: 'compression.lz4.level' }],
  'compression.type': [{ name: 'compression.type' }],
  'compression.zstd.level': [{ name: 'compression.zstd.level' }],
  'delete.retention.ms': [{ name: 'log.cleaner.delete.retention.ms' }],
  'file.delete.delay.ms': [{ name: 'log.segment.delete.delay.ms' }],
  'flush.messages': [{ name: 'log.flush.interval.messages' }],
  'flush.ms': [{ name: 'log.flush.interval.ms' }, { name: 'log.flush.scheduler.interval.ms' }],
  'index.interval.bytes': [{ name: 'log.index.interval.bytes' }],
  'local.retention.bytes': [{ name: 'log.local.retention.bytes' }],
  'local.retention.ms': [{ name: 'log.local.retention.ms' }],
  'max.compaction.lag.ms': [{ name: 'log.cleaner.max.compaction.lag.ms' }],
  'max.message.bytes': [{ name: 'message.max.bytes' }],
  'message.downconversion.enable': [{ name: 'log.message.downconversion.enable' }],
  'message.timestamp.after.max.ms': [{ name: 'log.message.timestamp.after.max.ms' }],
  'message.timestamp.before.max.ms': [{ name: 'log.message.timestamp.before.max.ms' }],
  'message.timestamp.type': [{ name: 'log.message.timestamp.type' }],
  'min.cleanable.dirty.ratio': [{ name: 'log.cleaner.min.cleanable.ratio' }],
  'min.compaction.lag.ms': [{ name: 'log.cleaner.min.compaction.lag.ms' }],
  'min.insync.replicas': [{ name: 'min.insync.replicas' }],
  preallocate: [{ name: 'log.preallocate' }],
  'retention.bytes': [{ name: 'log.retention.bytes' }],
  'retention.ms': [
    { name: 'log.retention.ms' },
    { name: 'log.retention.minutes', toTopicUnit: (value) => minutes(value) },
    { name: 'log.retention.hours', toTopicUnit: (value) => hours(value) },
  ],
  'segment.bytes': [{ name: 'log.segment.bytes' }],
  'segment.index.bytes': [{ name: 'log.index.size.max.bytes' }],
  'segment.jitter.ms': [
    { name: 'log.roll.jitter.ms' },
    { name: 'log.roll.jitter.hours', toTopicUnit: (value) => hours(value) },
  ],
  'segment.ms': [{ name: 'log.roll.ms' }, { name: 'log.roll.hours', toTopicUnit: (value) => hours(value) }],
  'unclean.leader.election.enable': [{ name: 'unclean.leader.election.enable' }],
}

function minutes(value: number): number {
  return value < 0 ? -1 : value * 60_000
}

function hours(value: number): number {
  return value < 0 ? -1 : value * 3_600_000
}

/** One entry of a throttle list: `partition:broker`, or `*` for all (KIP-73). */
function throttledReplica(text: string): string | undefined {
  if (text === '*' || /^\d+:\d+$/.test(text)) return undefined
  return `${text} must be '*' or of the form partitionId:brokerId`
}
