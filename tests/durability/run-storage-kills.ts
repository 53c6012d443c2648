/**
 * A real broker on a real disk is killed with SIGKILL while its cleaner and its retention are at work, over and over on
 * the same data. After each kill it must start; the latest acknowledged value of every key must be there, nothing that
 * was deleted may be back, no offset may hold another record than before, and Kafka's dump tool must find every file
 * sound.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createNodeHost } from '@samsa/host/node/node-host'
import { SeededRandom } from '@samsa/host/simulated/seeded-random'
import { loadCodec } from '@samsa/record'
import { Load, type Surroundings } from '../simulation/load.js'
import { commitOffsets, created } from '../simulation/other-clients.js'
import { BrokerProcess, freePort } from './broker-process.js'
import { readPartition } from './read-partition.js'
import { TableLedger } from './table-ledger.js'
import { TrailLedger } from './trail-ledger.js'
import { writeTable } from './write-table.js'
import { type Deletion, deleteTrail, writeTrail } from './write-trail.js'

export interface StorageKillOptions {
  /** Path of `bin/samsa`. */
  readonly program: string
  readonly runs: number
  readonly seed: number
  /** What Kafka's dump tool says against the files of partitions' folders. */
  dumpComplaints(folders: readonly string[]): Promise<string[]>
  readonly say: (line: string) => void
}

/** Time for the checkpoint that makes a deletion last. */
const checkpointMs = 100
const deletionLastsMs = 1_000

/** Resolves to the number of runs after which something was wrong. */
export async function runStorageKills(options: StorageKillOptions): Promise<number> {
  const data = mkdtempSync(`${tmpdir()}/samsa-durability-`)
  await loadCodec('zstd')
  const run = new StorageKills(options, data, await freePort())
  try {
    const failed = await run.all()
    if (failed === 0) rmSync(data, { recursive: true, force: true })
    else options.say(`the data is left in ${data}`)
    return failed
  } finally {
    await run.broker.kill()
  }
}

class StorageKills {
  readonly broker: BrokerProcess
  readonly #around: Surroundings
  readonly #random: SeededRandom
  readonly #table = new TableLedger()
  readonly #trail = new TrailLedger()
  readonly #numbers = new Map<string, { next: number }>()
  #surprises: string[] = []

  constructor(
    private readonly options: StorageKillOptions,
    private readonly data: string,
    port: number,
  ) {
    const host = createNodeHost()
    this.#random = new SeededRandom(options.seed)
    this.#around = {
      get nowMs() {
        return host.clock.monotonic()
      },
      brokerAt: { host: '127.0.0.1', port },
      clientHost: () => host,
    }
    this.broker = new BrokerProcess(options.program, data, port, settings, (what) =>
      this.#surprises.push(what),
    )
  }

  async all(): Promise<number> {
    let failed = 0
    this.broker.start()
    const load = new Load(this.#around, this.#random)
    await created(load, 'table', 1, { ...small, 'cleanup.policy': 'compact', 'delete.retention.ms': '300' })
    await created(load, 'trail', 1, { ...small, 'retention.bytes': '400000' })
    for (let run = 1; run <= this.options.runs; run += 1) {
      const wrong = [...(await this.#run(run)), ...this.#surprises.splice(0)]
      if (wrong.length > 0) failed += 1
      const held = wrong.length === 0 ? 'all there' : 'WRONG'
      this.options.say(
        `run ${run}: ${held}; acknowledged ${this.#table.acknowledged} of the table, ${this.#trail.acknowledged} of the trail; cleaned to ${this.#cleanedTo()}`,
      )
      for (const finding of wrong.slice(0, 10)) this.options.say(`  ${finding}`)
    }
    await this.broker.stop()
    if (this.#cleanedTo() > 0) return failed
    this.options.say('the cleaner never ran, so nothing was shown')
    return Math.max(failed, 1)
  }

  /** Load, kill, start; look; kill again while the cleaner may be at work, ask the dump tool, start. */
  async #run(run: number): Promise<string[]> {
    const load = new Load(this.#around, this.#random.fork(`run ${run}`))
    const deletions = deleteTrail(load, 'trail')
    const workers = this.#startClients(load, run)
    const session = load.session('verifier')
    // Not killed before it serves: that is what the second kill of some runs is for.
    this.#trail.startsAt((await readPartition(session, 'trail')).start)
    await session.pause(this.#random.between(200, 1_800))
    await this.broker.kill()
    const killedAtMs = this.#around.nowMs
    this.broker.start()
    if (this.#random.chance(0.3)) {
      await session.pause(this.#random.between(5, 400))
      await this.broker.kill()
      this.broker.start()
    }
    load.over = true
    await Promise.all(workers)
    this.#noteDeletions(await deletions, killedAtMs)
    const wrong = [...load.failures, ...(await this.#look(session))]
    session.close()
    await this.broker.kill()
    const folders = readdirSync(this.data)
      .filter((name) => /^(table|trail|__consumer_offsets)-\d+$/.test(name))
      .map((name) => join(this.data, name))
    wrong.push(...(await this.options.dumpComplaints(folders)))
    this.broker.start()
    return wrong
  }

  async #look(session: ReturnType<Load['session']>): Promise<string[]> {
    const table = await readPartition(session, 'table')
    const trail = await readPartition(session, 'trail')
    return [
      ...this.#table.findings(table.records, table.end).map((finding) => `table: ${finding}`),
      ...this.#trail.findings(trail).map((finding) => `trail: ${finding}`),
    ]
  }

  #noteDeletions(deletions: readonly Deletion[], killedAtMs: number): void {
    for (const { offset, answeredAtMs } of deletions) {
      if (answeredAtMs + deletionLastsMs < killedAtMs) this.#trail.startsAt(offset)
    }
  }

  #startClients(load: Load, run: number): Promise<void>[] {
    const table = (name: string): Promise<void> => {
      const numbers = this.#numbers.get(name) ?? { next: 0 }
      this.#numbers.set(name, numbers)
      return writeTable(load, { topic: 'table', name }, this.#table, numbers)
    }
    return [
      table('a'),
      table('b'),
      table('c'),
      writeTrail(load, 'trail', `trail-${run}`, this.#trail),
      commitOffsets(load, `group-${run % 4}`, 'trail'),
    ]
  }

  /** How far the cleaner came in the table. */
  #cleanedTo(): number {
    const path = join(this.data, 'cleaner-offset-checkpoint')
    if (!existsSync(path)) return 0
    return Number(/^table 0 (\d+)$/m.exec(readFileSync(path, 'utf8'))?.[1] ?? 0)
  }
}

const small = {
  'internal.segment.bytes': '40000',
  'file.delete.delay.ms': '200',
  'min.cleanable.dirty.ratio': '0.01',
}

const settings = {
  'offsets.topic.num.partitions': '2',
  'offsets.topic.segment.bytes': '20000',
  'log.index.interval.bytes': '1000',
  'log.cleaner.backoff.ms': '30',
  'log.initial.task.delay.ms': '50',
  'log.retention.check.interval.ms': '100',
  'log.flush.start.offset.checkpoint.interval.ms': String(checkpointMs),
  'replica.high.watermark.checkpoint.interval.ms': String(checkpointMs),
}
