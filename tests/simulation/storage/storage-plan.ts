/**
 * What a storage seed is about, drawn at its beginning: settings, machines' habits, workload and faults. Printed with a
 * failure, so that the story can be told without reading the trace.
 */
import type { CodecName } from '@samsa/record'
import { describeDiskFault, drawDiskCrash, drawDiskError } from '@samsa/host/simulated/disk-fault'
import type { Fault } from '@samsa/host/simulated/fault'
import type { SeededRandom } from '@samsa/host/simulated/seeded-random'

export interface StoragePlan {
  readonly partitions: number
  readonly broker: Readonly<Record<string, string>>
  readonly topic: Readonly<Record<string, string>>
  readonly segmentBytes: number
  readonly flushesEachWrite: boolean
  /** samsa.flush=group: what is acknowledged, or shown, is on the device. */
  readonly flushesInGroups: boolean
  readonly compacts: boolean
  readonly deleteRetentionMs: number
  /** The cleaner deletes old segments whenever it likes. */
  readonly retainsOnItsOwn: boolean
  readonly codec: CodecName
  readonly withinMs: number
  readonly faults: readonly Fault[]
  readonly entriesKept: 'first' | 'any'
  readonly mostOpenFiles: number
  /** The high watermark lags behind the end; what is above it may be cut off. */
  readonly truncates: boolean
  /** At the end a bit rots. */
  readonly rots: boolean
  /** How often each thing is done, as shares. */
  readonly weights: Readonly<Record<StorageAction, number>>
}

export const storageActions = [
  'append',
  'retry',
  'flush',
  'checkpoint',
  'delete records',
  'retain',
  'truncate',
  'truncate fully',
  'recreate',
  'read',
  'wait',
] as const

export type StorageAction = (typeof storageActions)[number]

const where = 'disk'

export function drawStoragePlan(random: SeededRandom): StoragePlan {
  const policy = random.pick(['delete', 'delete', 'compact', 'compact', 'compact,delete'])
  const segmentBytes = random.pick([600, 1_500, 5_000, 1 << 20])
  const withinMs = random.between(40, 300)
  const deleteRetentionMs = random.pick([0, 10, 86_400_000])
  const topic: Record<string, string> = {
    ...topicOverrides(random, policy, segmentBytes),
    'delete.retention.ms': String(deleteRetentionMs),
  }
  const truncates = random.chance(0.3)
  const flushesInGroups = random.chance(0.25)
  const plan: StoragePlan = {
    partitions: random.pick([1, 1, 2]),
    segmentBytes,
    compacts: policy.includes('compact'),
    deleteRetentionMs,
    retainsOnItsOwn: policy === 'compact,delete',
    codec: random.chance(0.08) ? random.pick(['gzip', 'lz4', 'snappy'] as const) : 'none',
    withinMs,
    flushesEachWrite: random.chance(0.3),
    flushesInGroups,
    broker: { ...brokerOverrides(random), 'samsa.flush': flushesInGroups ? 'group' : 'kafka' },
    topic,
    faults: [...drawnFaults(random, withinMs)],
    // Swaps of cleaned segments and retention rely on a journal's order of renames, as Kafka's do.
    entriesKept:
      policy === 'delete' && topic['retention.bytes'] === '-1' && random.chance(0.4) ? 'any' : 'first',
    mostOpenFiles: random.chance(0.1) ? random.between(6, 16) : Number.POSITIVE_INFINITY,
    truncates,
    rots: random.chance(0.3),
    weights: {
      append: 60,
      retry: 4,
      flush: random.pick([2, 10]),
      checkpoint: 4,
      'delete records': random.pick([0, 4]),
      // The cleaner does it for compacted logs.
      retain: policy.includes('compact') ? 0 : 4,
      truncate: truncates ? 4 : 0,
      'truncate fully': truncates ? 1 : 0,
      recreate: random.chance(0.2) ? 2 : 0,
      read: 3,
      wait: 5,
    },
  }
  // Deleted records' segments go with the next retention, and would leave holes there.
  return plan.entriesKept === 'first' ? plan : { ...plan, weights: { ...plan.weights, retain: 0 } }
}

function brokerOverrides(random: SeededRandom): Record<string, string> {
  return {
    'log.dirs': '/data',
    'log.flush.offset.checkpoint.interval.ms': String(random.pick([20, 60_000])),
    'log.cleaner.backoff.ms': String(random.pick([1, 10, 50])),
    'log.cleaner.dedupe.buffer.size': '1048577',
    'log.flush.start.offset.checkpoint.interval.ms': String(random.pick([30, 60_000])),
  }
}

function topicOverrides(random: SeededRandom, policy: string, segmentBytes: number): Record<string, string> {
  return {
    'cleanup.policy': policy,
    'internal.segment.bytes': String(segmentBytes),
    'index.interval.bytes': String(random.pick([0, 50, 400, 4_096])),
    'retention.bytes': String(random.pick([-1, 3 * segmentBytes])),
    'retention.ms': String(random.pick([-1, 604_800_000])),
    'file.delete.delay.ms': String(random.pick([0, 5, 60_000])),
    'min.cleanable.dirty.ratio': String(random.pick([0, 0.5])),
    'min.compaction.lag.ms': String(random.pick([0, 0, 20])),
    'flush.messages': random.chance(0.3) ? '1' : '9223372036854775807',
  }
}

/** The first few are power losses around some call or at some time; in a third of the seeds calls fail too. */
function* drawnFaults(random: SeededRandom, withinMs: number): Iterable<Fault> {
  for (let count = random.between(1, 5); count > 0; count -= 1) {
    const at = random.below(withinMs)
    const chance = random.below(10)
    if (chance < 6) yield { at, kind: 'disk-call', where, fault: drawDiskCrash(random, 40) }
    else if (chance < 8) yield { at, kind: random.pick(['crash', 'lose-unsynced', 'torn-write']), where }
    else yield { at, kind: 'kill', where }
  }
  if (!random.chance(0.35)) return
  for (let count = random.between(1, 3); count > 0; count -= 1) {
    yield { at: random.below(withinMs), kind: 'disk-call', where, fault: drawDiskError(random, 40) }
  }
  for (const kind of ['no-space', 'no-descriptors'] as const)
    if (random.chance(0.3)) yield { at: random.below(withinMs), kind, where, forMs: random.between(1, 40) }
}

/** For the reader of a failure. */
export function describePlan(plan: StoragePlan): string {
  const faults = plan.faults.map((fault) =>
    fault.kind === 'disk-call'
      ? `at ${fault.at}: ${describeDiskFault(fault.fault)}`
      : `at ${fault.at}: ${fault.kind}`,
  )
  const settings = Object.entries({ ...plan.broker, ...plan.topic }).map(
    ([name, value]) => `${name}=${value}`,
  )
  const habits = `entries kept: ${plan.entriesKept}, descriptors: ${plan.mostOpenFiles}, codec: ${plan.codec}`
  return `${settings.join(' ')}; ${habits}; ${faults.join(', ')}`
}
