/**
 * What a broker's seed is about, drawn at its beginning: where the logs lie, what an acknowledgement promises, whether
 * a cleaner is at work, and what goes wrong. Told with a failure.
 */
import { drawFaults, type Fault, type FaultKind } from '@samsa/host/simulated/fault'
import type { SeededRandom } from '@samsa/host/simulated/seeded-random'

export interface BrokerPlan {
  /** Of `log.dirs`; partitions move among them. */
  readonly directories: readonly string[]
  /** samsa.flush=group: every acknowledged record is on the device, whatever its topic says. */
  readonly flushesInGroups: boolean
  /** There is a compacted topic. */
  readonly compacts: boolean
  /** There are transactions, as long as no disk fails: one that is refused is none that can be judged. */
  readonly transacts: boolean
  readonly settings: Readonly<Record<string, string>>
  /** How long clients work. */
  readonly loadMs: number
  /** From when they begin. */
  readonly faults: readonly Fault[]
}

const downs: readonly FaultKind[] = ['crash', 'crash', 'lose-unsynced', 'torn-write', 'torn-write', 'kill']
const nuisances: readonly FaultKind[] = ['reset', 'delay', 'pause', 'slow-disk', 'partition', 'clock-jump']
const diskFailures: readonly FaultKind[] = ['io-error', 'no-space']
const where = 'broker'

export function drawBrokerPlan(random: SeededRandom): BrokerPlan {
  const directories = random.chance(0.5) ? ['/data', '/more'] : ['/data']
  const flushesInGroups = random.chance(0.3)
  const loadMs = random.between(150, 900)
  const faults = faultsOf(random, directories, loadMs)
  return {
    directories,
    flushesInGroups,
    compacts: random.chance(0.4),
    transacts: !failsDisks(faults) && random.chance(0.4),
    settings: {
      listeners: 'PLAINTEXT://:9092',
      'advertised.listeners': 'PLAINTEXT://broker:9092',
      'log.dirs': directories.join(','),
      // Commits of offsets are promises too.
      ...(flushesInGroups ? { 'samsa.flush': 'group' } : { 'log.flush.interval.messages': '1' }),
      'offsets.topic.num.partitions': '2',
      'log.flush.offset.checkpoint.interval.ms': String(random.pick([100, 500, 60_000])),
      'log.cleaner.backoff.ms': String(random.pick([1, 20])),
      'log.cleaner.dedupe.buffer.size': '1048577',
      // There is no coordinator to ask.
      'transaction.partition.verification.enable': 'false',
    },
    loadMs,
    faults,
  }
}

function faultsOf(random: SeededRandom, directories: readonly string[], withinMs: number): readonly Fault[] {
  const machines = [where]
  const faults = [
    ...drawFaults(random, { machines, kinds: downs, count: random.between(1, 4), withinMs }),
    ...drawFaults(random, { machines, kinds: nuisances, count: random.below(5), withinMs }),
    ...(random.chance(0.25) ? failuresOfDisks(random, directories, withinMs) : []),
  ]
  return faults.map((fault) => (fault.kind === 'partition' ? { ...fault, from: 'clients' } : fault))
}

/**
 * The disk, or that of one directory, fails for a while, and some time after it is well again an operator starts the
 * broker anew.
 */
function failuresOfDisks(random: SeededRandom, directories: readonly string[], withinMs: number): Fault[] {
  const drawn = drawFaults(random, { machines: [where], kinds: diskFailures, count: 1, withinMs })
  return drawn.flatMap((fault) => {
    const until = fault.at + ('forMs' in fault ? fault.forMs : 0)
    const struck = fault.kind === 'io-error' ? { ...fault, path: random.pick(['', ...directories]) } : fault
    return [struck, { at: until + random.between(1, 50), kind: 'kill', where }]
  })
}

/** Then appends may be refused, and a start may fail. */
export function failsDisks(faults: readonly Fault[]): boolean {
  return faults.some(({ kind }) => diskFailures.includes(kind))
}

/** For the reader of a failure. */
export function describeBrokerPlan({ settings, compacts, transacts, faults }: BrokerPlan): string {
  const told = Object.entries(settings).map(([name, value]) => `${name}=${value}`)
  const struck = faults.map((fault) => `at ${fault.at}: ${fault.kind}`)
  return `${told.join(' ')}; a compacted topic: ${compacts}; transactions: ${transacts}; ${struck.join(', ')}`
}
