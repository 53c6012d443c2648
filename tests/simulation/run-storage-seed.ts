/**
 * One seed of the log alone, without a broker: logs are appended to, flushed, rolled, truncated and closed on a machine
 * that loses power in the middle of it, over and over. After every start the log must open and hold what was
 * promised, to the offset, and the idempotent producer's sequence must go on where the log ends.
 */
import { BrokerConfig, topicConfig } from '@samsa/config'
import type { Host } from '@samsa/host'
import { drawFaults, type FaultKind } from '@samsa/host/simulated/fault'
import { SeededRandom } from '@samsa/host/simulated/seeded-random'
import { type HowDown, World } from '@samsa/host/simulated/world'
import { LogDirectory, type PartitionLog } from '@samsa/log'
import type { Uuid } from '@samsa/protocol/model/uuid'
import { encodeBatch } from '@samsa/record'
import { mountVolume } from './mounted-volume.js'
import { LogModel } from './log-model.js'
import type { SeedOptions, SeedResult } from './run-seed.js'

const kinds: readonly FaultKind[] = [
  'crash',
  'crash',
  'lose-unsynced',
  'torn-write',
  'torn-write',
  'torn-write',
  'kill',
]
const topicId = 'c29tZSB0b3BpYyBpZCBoZQ' as Uuid
const encoder = new TextEncoder()

export async function runStorageSeed(seed: number, options: SeedOptions = {}): Promise<SeedResult> {
  const scenario = new StorageScenario(seed, options)
  await scenario.run()
  return scenario.result()
}

class StorageScenario {
  readonly #random: SeededRandom
  readonly #world: World
  readonly #failures: string[] = []
  readonly #models = [new LogModel('t-0'), new LogModel('t-1')]
  readonly #config: BrokerConfig
  readonly #overrides: Record<string, string>
  #lives = 0
  #after: HowDown | 'stopped' = 'stopped'
  #value = 0
  #over = false
  #written = 0

  constructor(
    private readonly seed: number,
    options: SeedOptions,
  ) {
    this.#random = new SeededRandom(seed).fork('storage')
    this.#world = new World({ seed, onDown: (_, how) => this.#down(how), ...options })
    this.#config = BrokerConfig.from({
      overrides: {
        'log.dirs': '/data',
        'log.flush.offset.checkpoint.interval.ms': String(this.#random.pick([20, 60_000])),
      },
    })
    this.#overrides = {
      'internal.segment.bytes': String(this.#random.pick([1_000, 5_000, 1 << 20])),
      'index.interval.bytes': String(this.#random.pick([50, 4_096])),
      'flush.messages': String(this.#random.pick([1, 1_000_000])),
    }
  }

  async run(): Promise<void> {
    const withinMs = this.#random.between(50, 600)
    const count = this.#random.between(1, 6)
    const faults = drawFaults(this.#random, { machines: ['disk'], kinds, count, withinMs })
    try {
      await mountVolume(this.#world, 'disk')
      this.#world.plan(faults)
      this.#boot()
      await this.#world.advance(withinMs)
      this.#over = true
      await this.#world.advance(500)
    } catch (error) {
      this.#fail(error)
    }
  }

  result(): SeedResult {
    return {
      seed: this.seed,
      hash: this.#world.hash,
      failures: this.#failures,
      acknowledged: this.#written,
      starts: this.#lives,
      virtualMs: this.#world.nowMs,
    }
  }

  #fail(error: unknown): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    this.#failures.push(`at ${this.#world.nowMs.toFixed(1)} ms, life ${this.#lives}: ${text}`)
  }

  #down(how: HowDown): void {
    // Power lost once stays lost until the next start has looked.
    if (this.#after !== 'power-lost') this.#after = how
    this.#world.after(this.#random.between(1, 30), 'reboot', () => this.#boot())
  }

  #boot(): void {
    this.#lives += 1
    const life = this.#lives
    const host = this.#world.host('disk')
    this.#live(host).catch((error: Error) => {
      if (error.name !== 'MachineCrashed' && life === this.#lives) this.#fail(error)
    })
  }

  /** One life: open, look, work, and perhaps stop cleanly. */
  async #live(host: Host): Promise<void> {
    for (;;) {
      const directory = await LogDirectory.open(host, '/data', {
        config: this.#config,
        nodeId: 1,
        clusterId: 'simulated',
        topicConfig: () => topicConfig(this.#config, this.#overrides),
      })
      await this.#look(host, directory)
      directory.startMaintenance()
      const steps = this.#random.between(5, 60)
      for (let step = 0; step < steps && !this.#over; step += 1) await this.#step(host, directory)
      await directory.close()
      this.#after = 'stopped'
      for (const model of this.#models) model.flushed = model.written
      if (this.#over) return
    }
  }

  async #look(host: Host, directory: LogDirectory): Promise<void> {
    for (const [index, model] of this.#models.entries()) {
      const found = directory.get('t', index)
      for (const finding of await model.findings(found, this.#after)) {
        this.#fail(`${finding}\n    files: ${filesOf(host, `/data/${model.name}`)}`)
      }
      if (found === undefined) model.truncated(0)
      const log = found ?? directory.create('t', index, topicId, topicConfig(this.#config, this.#overrides))
      log.advanceHighWatermark(log.logEndOffset)
      model.settle(log)
    }
    this.#after = 'killed'
  }

  async #step(host: Host, directory: LogDirectory): Promise<void> {
    const index = this.#random.below(this.#models.length)
    const model = this.#models[index] as LogModel
    const log = directory.get('t', index) as PartitionLog
    const action = this.#random.below(20)
    if (action < 14) this.#append(host, log, model)
    else if (action < 17) await this.#flush(log, model)
    else if (action === 17) directory.checkpoint()
    else if (action === 18) this.#delete(log, model)
    else log.enforceRetention(host.clock.wall())
    if (log.flushDue && this.#overrides['flush.messages'] === '1') await this.#flush(log, model)
    await new Promise<void>((resolve) => host.timers.after(this.#random.below(4), resolve))
  }

  #append(host: Host, log: PartitionLog, model: LogModel): void {
    for (let batches = this.#random.between(1, 3); batches > 0; batches -= 1) {
      const values = Array.from({ length: this.#random.between(1, 4) }, () => `${this.#value++}`)
      const room = (Number(this.#overrides['internal.segment.bytes']) - 200) / values.length
      const fill = '.'.repeat(this.#random.below(Math.min(room, this.#random.chance(0.1) ? 3_000 : 200)))
      const now = host.clock.wall()
      const records = values.map((value) => ({
        timestamp: now,
        key: null,
        value: encoder.encode(`${value}.${fill}`),
      }))
      const producer = { producerId: 7, producerEpoch: 0, baseSequence: log.nextOffset }
      const result = log.append(encodeBatch(records, producer), { origin: 'client', leaderEpoch: 0, now })
      if (result.error !== '')
        this.#fail(`append to ${model.name} at ${log.nextOffset}: ${result.error} ${result.message}`)
      else if (result.duplicate)
        this.#fail(`append to ${model.name} at ${log.nextOffset} was taken for a duplicate`)
      else model.tried(values)
    }
    log.write()
    log.advanceHighWatermark(log.logEndOffset)
    this.#written += log.logEndOffset - model.written
    model.written = log.logEndOffset
  }

  async #flush(log: PartitionLog, model: LogModel): Promise<void> {
    const end = log.logEndOffset
    await log.flush()
    model.flushed = Math.max(model.flushed, end)
  }

  #delete(log: PartitionLog, model: LogModel): void {
    const to = log.logStartOffset + this.#random.below(1 + (log.highWatermark - log.logStartOffset) / 2)
    model.deletedTo = Math.max(model.deletedTo, to)
    const { error } = log.deleteRecordsBefore(to)
    if (error !== '') this.#fail(`deleting ${model.name} before ${to}: ${error}`)
  }
}

/** Names and sizes, for the reader of a failure. */
function filesOf(host: Host, folder: string): string {
  if (!host.disk.exists(folder)) return 'none'
  return host.disk
    .list(folder)
    .map(({ name }) => {
      const file = host.disk.open(`${folder}/${name}`, 'read')
      const size = file.size()
      void file.close()
      return `${name} ${size}`
    })
    .join(', ')
}
