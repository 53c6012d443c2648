/**
 * One seed of the log alone, without a broker: logs are appended to, flushed, rolled, cleaned, truncated, deleted and
 * closed on a machine whose power fails and whose disk refuses calls, over and over. After every start the log must
 * open and be what the model says. The clients' side of it is `run-seed.ts`.
 */
import { BrokerConfig, topicConfig } from '@samsa/config'
import { DiskError, type Host } from '@samsa/host'
import { SeededRandom } from '@samsa/host/simulated/seeded-random'
import { type HowDown, World } from '@samsa/host/simulated/world'
import { LogDirectory, LogDirectoryError, type PartitionLog } from '@samsa/log'
import { type Uuid, zeroUuid } from '@samsa/protocol/model/uuid'
import { mountVolumes } from '../mounted-volume.js'
import type { SeedOptions, SeedResult } from '../run-seed.js'
import { drawBitRot, isExcused } from './bit-rot.js'
import { checkLog, type Circumstances } from './check-log.js'
import { stableOffsetFindings } from './check-producers.js'
import { filesOf } from './files-of.js'
import { type Ending, PartitionModel } from './partition-model.js'
import { PartitionWork, type Surroundings } from './partition-work.js'
import { tellLog } from './tell-log.js'
import { describePlan, drawStoragePlan, type StorageAction, storageActions } from './storage-plan.js'

export async function runStorageSeed(seed: number, options: SeedOptions = {}): Promise<SeedResult> {
  const scenario = new StorageScenario(seed, options)
  await scenario.run()
  return scenario.result()
}

/** A partition; while the deletion of its log is under way, the log's model too. */
interface Slot {
  model: PartitionModel
  leaving: PartitionModel | undefined
  /** A log was made in its place, before the deletion was known to last. */
  hasSuccessor: boolean
}

/** More starts than this in a row that fail are one failure: the directory always opens. */
const mostFailedStarts = 40
const clean = '/data/.kafka_cleanshutdown'

class StorageScenario {
  readonly #random: SeededRandom
  readonly #world: World
  readonly #failures: string[] = []
  readonly #slots: Slot[]
  readonly #plan
  readonly #config: BrokerConfig
  readonly #topic
  #lives = 0
  #failedStarts = 0
  #after: Ending = 'stopped'
  /** Producers of this process that wait. */
  #unacknowledged = new Set<Promise<void>>()
  #value = 0
  #topics = 0
  #isOver = false
  #done!: () => void
  readonly #whenDone: Promise<void>

  constructor(
    private readonly seed: number,
    private readonly options: SeedOptions,
  ) {
    this.#random = new SeededRandom(seed).fork('storage')
    this.#plan = drawStoragePlan(this.#random)
    this.#world = new World({ seed, onDown: (_, how) => this.#down(how), ...options })
    const machine = this.#world.machine('disk')
    machine.entriesKept = this.#plan.entriesKept
    machine.mostOpenFiles = this.#plan.mostOpenFiles
    this.#config = BrokerConfig.from({ overrides: this.#plan.broker })
    this.#topic = topicConfig(this.#config, this.#plan.topic)
    this.#slots = Array.from({ length: this.#plan.partitions }, (_, index) => this.#newSlot(index))
    this.#whenDone = new Promise((resolve) => {
      this.#done = resolve
    })
  }

  #newSlot(index: number): Slot {
    this.#topics += 1
    const topicId = `topic${String(this.#topics).padStart(15, '0')}AA` as Uuid
    return { model: new PartitionModel(`t-${index}`, topicId), leaving: undefined, hasSuccessor: false }
  }

  async run(): Promise<void> {
    const { faults, withinMs, codec } = this.#plan
    try {
      await mountVolumes(this.#world, 'disk')
      this.#world.plan(faults)
      this.#boot()
      await this.#world.advance(withinMs)
      this.#isOver = true
      this.#world.machine('disk').calm()
      await this.#world.run(this.#whenDone)
    } catch (error) {
      this.#fail(error)
    }
    if (this.#failures.length > 0) this.#failures.push(`the plan was ${describePlan(this.#plan)}`)
  }

  result(): SeedResult {
    return {
      seed: this.seed,
      hash: this.#world.hash,
      failures: this.#failures,
      acknowledged: this.#value,
      starts: this.#lives,
      virtualMs: this.#world.nowMs,
    }
  }

  #fail(error: unknown): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    this.#failures.push(
      `at ${this.#world.nowMs.toFixed(1)} ms, life ${this.#lives} (${this.#after}): ${text}`,
    )
  }

  #down(how: HowDown): void {
    for (const { model } of this.#slots) model.writeFailed()
    // Power lost once stays lost until the next start has looked; what a failed sync dropped is lost as well.
    const { calls } = this.#world.machine('disk')
    if (calls.lostSyncs > 0) this.#after = 'power-lost'
    calls.lostSyncs = 0
    if (this.#after !== 'power-lost') this.#after = how
    this.#world.after(this.#random.between(1, 30), 'reboot', () => this.#boot())
  }

  #boot(): void {
    this.#lives += 1
    this.#unacknowledged = new Set()
    const life = this.#lives
    this.#live(this.#world.host('disk')).catch((error: Error) => {
      if (error.name === 'MachineCrashed' || life !== this.#lives) return
      if (isDiskTrouble(error) && this.#failedStarts < mostFailedStarts) {
        this.#failedStarts += 1
        this.#world.machine('disk').kill()
        return
      }
      this.#fail(error)
      this.#done()
    })
  }

  /** Lives of one process: open, look, work, and perhaps stop cleanly and begin again. */
  async #live(host: Host): Promise<void> {
    for (;;) {
      const wasOver = this.#isOver
      const directory = await this.#open(host)
      await this.#look(host, directory)
      this.#failedStarts = 0
      directory.startMaintenance()
      const steps = this.#random.between(5, 60)
      for (let step = 0; step < steps && !this.#isOver && directory.failure === undefined; step += 1) {
        await this.#step(host, directory)
      }
      await Promise.all(this.#unacknowledged)
      await directory.close()
      // What the directory had begun on its own may still end.
      if (this.#openFiles.size > 0) await new Promise<void>((resolve) => host.timers.after(10_000, resolve))
      if (!this.#closed(host, directory)) {
        this.#world.machine('disk').kill()
        return
      }
      if (wasOver) {
        if (this.#plan.rots) await this.#rot(host)
        return this.#done()
      }
    }
  }

  /** A bit flips on the disk of a stopped broker: the next start must not serve anything else than what was written. */
  async #rot(host: Host): Promise<void> {
    const slot = this.#random.pick(this.#slots)
    const rot = drawBitRot(host, `/data/${slot.model.name}`, this.#random)
    if (rot === undefined || !this.#world.machine('disk').rot(rot.path, rot.byte, rot.mask)) return
    if (this.#random.chance(0.5)) {
      await host.disk.remove(clean)
      this.#after = 'killed'
    }
    const directory = await this.#open(host)
    const log = directory.get('t', this.#slots.indexOf(slot))
    if (log === undefined) return this.#fail(`${slot.model.name} is gone for a bit in ${rot.path}`)
    const { wrong } = await checkLog(log, slot.model, this.#after, this.#circumstances(host))
    const findings = wrong.filter((finding) => !isExcused(finding, rot.path))
    if (findings.length > 0) {
      this.#fail(`for a bit of byte ${rot.byte} in ${rot.path}: ${findings.slice(0, 5).join('\n    ')}`)
    }
    await directory.close()
  }

  #open(host: Host): Promise<LogDirectory> {
    return LogDirectory.open(host, '/data', {
      config: this.#config,
      nodeId: 1,
      clusterId: 'simulated',
      topicConfig: () => this.#topic,
    })
  }

  get #openFiles(): ReadonlySet<{ readonly path: string }> {
    return this.#world.machine('disk').incarnation?.openFiles ?? new Set()
  }

  /** Whether it was a clean stop; nothing may be left open either way. */
  #closed(host: Host, directory: LogDirectory): boolean {
    const open = [...this.#openFiles]
    if (open.length > 0) this.#fail(`left open: ${open.map(({ path }) => path).join(', ')}`)
    const failure = directory.failure?.error
    if (failure?.kind === 'too-many-files') this.#fail(`offline for want of descriptors: ${failure.message}`)
    if (failure !== undefined || !host.disk.exists(clean)) return false
    this.#after = 'stopped'
    return true
  }

  async #look(host: Host, directory: LogDirectory): Promise<void> {
    for (const [index, slot] of this.#slots.entries()) {
      const found = directory.get('t', index)
      await this.#lookAt(host, slot, found)
      const log = found ?? directory.create('t', index, slot.model.topicId, this.#topic)
      if (this.#plan.flushesInGroups) await flushFound(log)
      const { truncates, compacts } = this.#plan
      // What a marker above the high watermark has ended counts as decided after a start, as in Kafka, also to the
      // cleaner: were the marker cut off then, its work would be wrong. So replicas have caught up there.
      const lags = truncates && !compacts
      log.advanceHighWatermark(lags ? slot.model.highWatermark : log.logEndOffset)
      if (found === undefined) slot.model.settle(slot.model.history, log, 'power-lost')
      for (const finding of stableOffsetFindings(log, slot.model)) {
        this.#fail(`${slot.model.name}: ${finding}`)
      }
    }
    this.#after = 'killed'
  }

  async #lookAt(host: Host, slot: Slot, found: PartitionLog | undefined): Promise<void> {
    const { leaving } = slot
    if (found !== undefined && leaving !== undefined && !isSuccessor(slot, found)) slot.model = leaving
    Object.assign(slot, { leaving: undefined, hasSuccessor: false })
    const { model } = slot
    if (found === undefined) {
      const isGone = this.#after === 'power-lost' ? model.folderIsDurable : model.end > 0
      if (isGone && leaving === undefined) this.#fail(`${model.name} is gone`)
      slot.model = this.#fresh(model)
      return
    }
    const {
      wrong,
      history,
      found: batches,
    } = await checkLog(found, model, this.#after, this.#circumstances(host))
    if (wrong.length > 0) {
      const more = wrong.length > 5 ? [`and ${wrong.length - 5} more`] : []
      const findings = [...wrong.slice(0, 5), ...more].join('\n    ')
      for (const line of tellLog(history.batches, batches)) this.options.onTrace?.(line)
      this.#fail(`${model.name}: ${findings}\n    files: ${filesOf(host, `/data/${model.name}`)}`)
    }
    model.settle(history, found, this.#after)
  }

  #circumstances(host: Host): Circumstances {
    const { compacts, deleteRetentionMs, retainsOnItsOwn } = this.#plan
    return { random: this.#random, compacts, deleteRetentionMs, retainsOnItsOwn, now: host.clock.wall() }
  }

  #fresh(model: PartitionModel): PartitionModel {
    return new PartitionModel(model.name, model.topicId)
  }

  async #step(host: Host, directory: LogDirectory): Promise<void> {
    const index = this.#random.below(this.#slots.length)
    const slot = this.#slots[index] as Slot
    const log = directory.get('t', index)
    try {
      if (log === undefined) this.#create(directory, slot, index)
      else await this.#act(host, directory, slot, log)
    } catch (error) {
      if (!(error instanceof DiskError)) throw error
      // As all do who meet one: it says what it means for the directory.
      directory.fail(error)
    }
    await new Promise<void>((resolve) => host.timers.after(this.#random.below(4), resolve))
  }

  #create(directory: LogDirectory, slot: Slot, index: number): void {
    slot.model = this.#newSlot(index).model
    slot.hasSuccessor = true
    directory.create('t', index, slot.model.topicId, this.#topic)
  }

  async #act(host: Host, directory: LogDirectory, slot: Slot, log: PartitionLog): Promise<void> {
    const work = new PartitionWork(this.#around(host), slot.model, log)
    switch (this.#drawAction()) {
      case 'append':
        work.append()
        if (this.#plan.flushesInGroups) this.#acknowledge(work)
        else if (this.#plan.flushesEachWrite || log.flushDue) await work.flush()
        return
      case 'retry':
        return work.retry()
      case 'flush':
        return work.flush()
      case 'checkpoint':
        return directory.checkpoint()
      case 'delete records':
        return work.deleteRecords()
      case 'retain':
        return work.retain()
      case 'truncate':
        return work.truncate()
      case 'truncate fully':
        return work.truncateFully()
      case 'recreate':
        return this.#recreate(directory, slot, log.partition)
      case 'read':
        return work.read()
      case 'wait':
        return new Promise((resolve) => host.timers.after(this.#random.between(5, 120), resolve))
    }
  }

  /** While that is awaited, work goes on. */
  #acknowledge(work: PartitionWork): void {
    const waiting = work.acknowledge().finally(() => this.#unacknowledged.delete(waiting))
    this.#unacknowledged.add(waiting)
  }

  #drawAction(): StorageAction {
    const { weights } = this.#plan
    let total = 0
    for (const action of storageActions) total += weights[action]
    let at = this.#random.below(total)
    for (const action of storageActions) {
      at -= weights[action]
      if (at < 0) return action
    }
    return 'wait'
  }

  #around(host: Host): Surroundings {
    const process = this.#world.machine('disk').incarnation
    return {
      plan: this.#plan,
      random: this.#random,
      host,
      fresh: () => `${this.#value++}`,
      fail: (what) => {
        // What a process believes that has lost its machine is nobody's concern.
        if (this.#world.machine('disk').incarnation === process) this.#fail(what)
      },
    }
  }

  async #recreate(directory: LogDirectory, slot: Slot, index: number): Promise<void> {
    slot.leaving = slot.model
    slot.leaving.leaves()
    slot.model = this.#newSlot(index).model
    await directory.delete('t', index)
    Object.assign(slot, { leaving: undefined, hasSuccessor: false })
    directory.create('t', index, slot.model.topicId, this.#topic)
  }
}

/**
 * Whether it is the log that follows one whose deletion is under way, or that one still: whoever knows of the deletion
 * removes it then. The file with the id may be lost; without it a log is the deleted one's, unless it is empty and one
 * was made.
 */
function isSuccessor({ model, hasSuccessor }: Slot, found: PartitionLog): boolean {
  if (found.topicId === model.topicId) return true
  return hasSuccessor && found.topicId === zeroUuid && found.logEndOffset === 0
}

/** As a broker that shows only what is on the device: what a killed process had written is brought there first. */
async function flushFound(log: PartitionLog): Promise<void> {
  try {
    if (log.flushDue) await log.flush()
  } catch (error) {
    if (!(error instanceof DiskError)) throw error
  }
}

/** Of the faults' own making: the process ends, and is started again. */
function isDiskTrouble(error: unknown): boolean {
  return (
    error instanceof DiskError || (error instanceof LogDirectoryError && error.cause instanceof DiskError)
  )
}
