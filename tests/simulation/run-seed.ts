/**
 * One seed: a broker under clients' load, with crashes, torn and lost writes and a bad network drawn from the seed;
 * then the faults end, everything is read back and compared with what was promised, also after a clean restart.
 */
import { drawFaults, type Fault, type FaultKind } from '@samsa/host/simulated/fault'
import { SeededRandom } from '@samsa/host/simulated/seeded-random'
import { World } from '@samsa/host/simulated/world'
import { BrokerLife } from './broker-life.js'
import type { WriterLedger } from './ledger.js'
import { Load, type Surroundings } from './load.js'
import { mountVolume } from './mounted-volume.js'
import { changeTopics, commitOffsets, created, readAlong } from './other-clients.js'
import { verify } from './verify.js'
import { writeIdempotently, writePlainly } from './writers.js'

export interface SeedOptions {
  readonly onTrace?: (line: string) => void
}

export interface SeedResult {
  readonly seed: number
  readonly hash: string
  readonly failures: readonly string[]
  readonly acknowledged: number
  readonly starts: number
  readonly virtualMs: number
}

const downs: readonly FaultKind[] = ['crash', 'crash', 'lose-unsynced', 'torn-write', 'torn-write', 'kill']
const nuisances: readonly FaultKind[] = ['reset', 'delay', 'pause', 'slow-disk', 'partition', 'clock-jump']

export async function runSeed(seed: number, options: SeedOptions = {}): Promise<SeedResult> {
  const random = new SeededRandom(seed).fork('scenario')
  const world: World = new World({
    seed,
    onDown: (_, how) => {
      if (how === 'power-lost') load.ledger.powerLossesMs.push(world.nowMs)
      life.down()
    },
    ...(options.onTrace === undefined
      ? {}
      : {
          onTrace: options.onTrace,
          onLog: (machine, level, message, facts) =>
            options.onTrace?.(
              `    ${machine} ${level} ${message} ${facts === undefined ? '' : JSON.stringify(facts)}`,
            ),
        }),
  })
  const load: Load = new Load(aroundOf(world), random)
  const life: BrokerLife = new BrokerLife(world, load, brokerSettings(random))
  world.machine('clients')
  const loadMs = random.between(150, 900)
  try {
    await drive(world, load, life, faultsOf(random, loadMs), loadMs)
  } catch (error) {
    load.fail(
      error instanceof Error
        ? `${error.stack}${error.cause ? `\n  because ${error.cause}` : ''}`
        : String(error),
    )
  }
  let acknowledged = 0
  for (const writer of load.ledger.writers) {
    for (const attempt of writer.attempts) if (attempt.ackedAtMs !== undefined) acknowledged += 1
  }
  return {
    seed,
    hash: world.hash,
    failures: load.failures,
    acknowledged,
    starts: life.starts,
    virtualMs: world.nowMs,
  }
}

function aroundOf(world: World): Surroundings {
  return {
    get nowMs() {
      return world.nowMs
    },
    brokerAt: { host: 'broker', port: 9092 },
    clientHost: () => world.host('clients'),
  }
}

async function drive(
  world: World,
  load: Load,
  life: BrokerLife,
  faults: readonly Fault[],
  loadMs: number,
): Promise<void> {
  await mountVolume(world, 'broker')
  life.boot()
  await world.run(life.up())
  const workers = await world.run(startLoad(load))
  const began = world.nowMs
  const planned = faults.map((fault) => ({ ...fault, at: fault.at + began }))
  life.mayFailToStart = planned.some(({ kind }) => kind === 'io-error' || kind === 'no-space')
  world.plan(planned)
  await world.advance(loadMs)
  load.over = true
  await world.advance(1_500)
  world.machine('broker').calm()
  life.mayFailToStart = false
  await world.run(life.up())
  await world.run(Promise.all(workers))
  const session = load.session('verifier')
  for (const finding of await world.run(verify(load.ledger, session))) load.fail(finding)
  await world.run(life.stop())
  life.boot()
  await world.run(life.up())
  for (const finding of await world.run(verify(load.ledger, session)))
    load.fail(`after a clean restart: ${finding}`)
  session.close()
  await world.run(life.stop())
}

/** Creates the topics and starts the clients. */
async function startLoad(load: Load): Promise<Promise<void>[]> {
  const { random } = load
  load.mostBatchBytes = random.pick([2_000, 20_000, 1 << 20])
  const indexed = {
    'internal.segment.bytes': String(load.mostBatchBytes),
    'index.interval.bytes': String(random.pick([100, 4_096])),
  }
  await created(load, 'durable', 2, { ...indexed, 'flush.messages': '1' })
  await created(load, 'cached', 1, { ...indexed, 'flush.messages': '9223372036854775807' })
  const writer = (name: string, topic: string, partition: number): WriterLedger => {
    const ledger = { name, topic, partition, durable: topic === 'durable', attempts: [] }
    load.ledger.writers.push(ledger)
    return ledger
  }
  return [
    writeIdempotently(load, writer('idempotent-0', 'durable', 0)),
    writeIdempotently(load, writer('idempotent-1', 'durable', 1)),
    writePlainly(load, writer('all', 'durable', 0), -1),
    writePlainly(load, writer('one', 'durable', 1), 1),
    writePlainly(load, writer('cached', 'cached', 0), 1),
    commitOffsets(load, 'committer', 'durable'),
    readAlong(load, 'durable', 0),
    changeTopics(load),
  ]
}

function brokerSettings(random: SeededRandom): Record<string, string> {
  return {
    listeners: 'PLAINTEXT://:9092',
    'advertised.listeners': 'PLAINTEXT://broker:9092',
    'log.dirs': '/data',
    'log.flush.interval.messages': '1',
    'offsets.topic.num.partitions': '2',
    'log.flush.offset.checkpoint.interval.ms': String(random.pick([100, 500, 60_000])),
  }
}

function faultsOf(random: SeededRandom, withinMs: number): readonly Fault[] {
  const machines = ['broker']
  const count = random.between(1, 4)
  const faults = [
    ...drawFaults(random, { machines, kinds: downs, count, withinMs }),
    ...drawFaults(random, { machines, kinds: nuisances, count: random.below(5), withinMs }),
    ...(random.chance(0.25) ? diskFailures(random, withinMs) : []),
  ]
  return faults.map((fault) => (fault.kind === 'partition' ? { ...fault, from: 'clients' } : fault))
}

/** The disk fails for a while, and some time after it is well again an operator starts the broker anew. */
function diskFailures(random: SeededRandom, withinMs: number): Fault[] {
  const kinds: readonly FaultKind[] = ['io-error', 'no-space']
  return drawFaults(random, { machines: ['broker'], kinds, count: 1, withinMs }).flatMap((fault) => {
    const until = fault.at + ('forMs' in fault ? fault.forMs : 0)
    return [fault, { at: until + random.between(1, 50), kind: 'kill', where: 'broker' }]
  })
}
