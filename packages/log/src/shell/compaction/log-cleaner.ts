/**
 * The cleaner of a broker: looks over the compacted logs of all its directories, gives the filthiest a pass, then the
 * next, and rests for log.cleaner.backoff.ms when none is worth one. A log that cannot be cleaned is named once and
 * left alone, the others go on. Logs with cleanup.policy=compact,delete lose their old segments here too, so that
 * retention and compaction never meet on one log.
 */
import type { BrokerConfig } from '@samsa/config/broker-config'
import { DiskError, type Host, type Timer } from '@samsa/host'
import { chooseFilthiest } from '../../core/compaction/plan.js'
import { isFull } from '../disk-room.js'
import { isTooManyFiles } from '../log-disk.js'
import { retainSome } from '../maintenance.js'
import type { PartitionLog } from '../partition-log.js'
import { ShortTurns } from '../short-turns.js'
import { CleanerFigures } from './cleaner-figures.js'
import { type CleanerSettings, cleanerSettings } from './cleaner-settings.js'
import { CompactionRunner } from './compaction-runner.js'
import type { CompactionOutcome, PassPlan } from './log-compaction.js'

/** A log whose pass came to nothing for a cause that may pass is left alone for so long: others wait. */
const PAUSE_MS = 5 * 60_000
/** A data directory as the cleaner sees it. */
export interface CleanedDirectory {
  readonly path: string
  readonly failure: unknown
  logs(): Iterable<PartitionLog>
  fail(error: DiskError): void
  /** Rejects with DiskError. */
  writeRecoveryPoints(): Promise<void>
  /** `cleaner-offset-checkpoint`. Rejects with DiskError. */
  writeCleanedOffsets(): Promise<void>
}

interface Candidate {
  readonly directory: CleanedDirectory
  readonly log: PartitionLog
  readonly plan: PassPlan
  readonly minCleanableDirtyRatio: number
}

export class LogCleaner {
  readonly figures: CleanerFigures
  readonly #runner: CompactionRunner
  readonly #directories = new Set<CleanedDirectory>()
  /** Until when, by the monotonic clock. */
  readonly #leftAlone = new WeakMap<PartitionLog, number>()
  #settings: CleanerSettings
  #timer: Timer | undefined
  #round: Promise<void> | undefined
  #busy: { readonly directory: CleanedDirectory; readonly done: Promise<void> } | undefined
  #current: { readonly directory: CleanedDirectory; readonly log: PartitionLog } | undefined

  /** `config` is asked before each pass: settings that can be changed take effect. */
  constructor(
    private readonly host: Host,
    private readonly config: () => BrokerConfig,
  ) {
    this.#runner = new CompactionRunner(host)
    this.#settings = cleanerSettings(config())
    this.figures = new CleanerFigures(host.clock, (log) => this.#isLeftAlone(log))
  }

  #isLeftAlone(log: PartitionLog): boolean {
    const untilMs = this.#leftAlone.get(log)
    return untilMs !== undefined && untilMs > this.host.clock.monotonic()
  }

  /** Its compacted logs are cleaned from now on, unless log.cleaner.enable is false. */
  add(directory: CleanedDirectory): void {
    this.#directories.add(directory)
    if (this.#round === undefined && this.#timer === undefined) this.#rest(this.#settings.backoffMs)
  }

  /** Nothing of it is touched any more once it resolves. */
  async remove(directory: CleanedDirectory): Promise<void> {
    this.#directories.delete(directory)
    if (this.#current?.directory === directory) await this.#abortCurrent()
    if (this.#busy?.directory === directory) await this.#busy.done
    if (this.#directories.size > 0) return
    this.#timer?.cancel()
    this.#timer = undefined
    await this.#round
    await this.#runner.close()
  }

  /** The broker's settings changed: a pass under way by other ones begins anew. */
  reconfigured(): void {
    const settings = cleanerSettings(this.config())
    if (JSON.stringify(settings) === JSON.stringify(this.#settings)) return
    this.#settings = settings
    if (this.#directories.size === 0) return
    if (this.#round === undefined) this.#rest(settings.backoffMs)
    else void this.#abortCurrent()
  }

  async #abortCurrent(): Promise<void> {
    const current = this.#current
    if (current !== undefined) await guarded(current.directory, () => current.log.compaction.abort())
  }

  #rest(ms: number): void {
    this.#timer?.cancel()
    this.#timer = this.host.timers.after(ms, () => {
      this.#timer = undefined
      this.#round = this.#runRound().then((cleaned) => {
        this.#round = undefined
        if (this.#directories.size > 0) this.#rest(cleaned ? 0 : this.#settings.backoffMs)
      })
    })
  }

  /** Work on one directory, which `remove` waits for. */
  async #within(directory: CleanedDirectory, work: () => Promise<void>): Promise<void> {
    const done = guarded(directory, work)
    this.#busy = { directory, done }
    await done
    this.#busy = undefined
  }

  /** True: a log was cleaned, and there may be more to do. */
  async #runRound(): Promise<boolean> {
    if (!this.config().get('log.cleaner.enable')) return false
    this.#settings = cleanerSettings(this.config())
    const candidates: Candidate[] = []
    const turns = new ShortTurns(this.host)
    for (const directory of this.#directories) {
      await this.#within(directory, async () => {
        for (const log of [...directory.logs()]) {
          if (!this.#directories.has(directory)) return
          if (log.compacts) await this.#look(directory, log, candidates)
          const rest = turns.rest()
          if (rest !== undefined) await rest
        }
      })
    }
    this.figures.looked(candidates.map((candidate) => candidate.plan))
    const filthiest = chooseFilthiest(candidates)
    const cleaned = filthiest !== undefined && (await this.#clean(filthiest))
    for (const directory of this.#directories) {
      await this.#within(directory, () => this.#deleteOld(directory))
    }
    return cleaned
  }

  async #look(directory: CleanedDirectory, log: PartitionLog, into: Candidate[]): Promise<void> {
    if (!log.compaction.isDue || this.#isLeftAlone(log) || directory.failure !== undefined) return
    const plan = await this.#planned(log)
    if (plan === undefined) return
    if (plan.resetCheckpoint !== undefined) {
      const { deletesToo } = log.compaction
      const { resetCheckpoint: because, firstDirtyOffset: from } = plan
      const facts = { log: log.folder, cleanedTo: log.cleanedTo, because, from }
      // Retention moves the start of such logs as a matter of course.
      if (!deletesToo) this.host.log.write('warn', 'compaction begins anew', facts)
      log.compaction.beginAnewAt(plan.firstDirtyOffset)
    }
    if (plan.cleanBytes + plan.cleanableBytes === 0) return
    into.push({ directory, log, plan, minCleanableDirtyRatio: log.compaction.minCleanableDirtyRatio })
  }

  /** undefined: its files went while they were looked at. Rejects with DiskError. */
  async #planned(log: PartitionLog): Promise<PassPlan | undefined> {
    try {
      const plan = await log.compaction.plan(this.host.clock.wall())
      return log.compaction.isDue ? plan : undefined
    } catch (error) {
      if (error instanceof DiskError && error.kind === 'missing') return undefined
      throw error
    }
  }

  async #clean({ directory, log, plan }: Candidate): Promise<boolean> {
    if (!this.#directories.has(directory) || !(log.compacts && log.compaction.isDue)) return false
    let cleaned = false
    await this.#within(directory, async () => {
      this.#current = { directory, log }
      const outcome = await log.compaction.run(plan, {
        runner: this.#runner,
        settings: this.#settings,
        writeRecoveryPoints: () => directory.writeRecoveryPoints(),
      })
      this.#current = undefined
      cleaned = outcome.kind === 'cleaned'
      await this.#ended(directory, log, plan, outcome)
    })
    return cleaned
  }

  async #ended(
    directory: CleanedDirectory,
    log: PartitionLog,
    plan: PassPlan,
    outcome: CompactionOutcome,
  ): Promise<void> {
    if (outcome.kind === 'cleaned') {
      await directory.writeCleanedOffsets()
      this.figures.cleaned(outcome.stats, plan.overdueMs)
      const { endOffset, stats } = outcome
      const facts = { log: log.folder, from: plan.firstDirtyOffset, to: endOffset, ...stats }
      this.host.log.write('info', 'log compacted', facts)
      if (endOffset > plan.firstDirtyOffset || plan.firstUncleanableOffset <= plan.firstDirtyOffset) return
      const settings = 'log.cleaner.dedupe.buffer.size, log.cleaner.io.buffer.load.factor'
      const because = `the map of keys has no room for one batch: ${settings}`
      this.#leaveAlone(log, because, PAUSE_MS)
    } else if (outcome.kind === 'uncleanable') {
      this.#leaveAlone(log, outcome.because, Number.POSITIVE_INFINITY)
    } else if (outcome.kind === 'died') {
      this.#leaveAlone(log, outcome.because, PAUSE_MS)
    } else if (outcome.kind === 'failed') {
      const { error } = outcome
      // Another log may need less room: the filthiest of all must not keep it from being cleaned.
      if (!isFull(error) && !isTooManyFiles(error)) throw error
      this.#leaveAlone(log, error.message, PAUSE_MS)
    }
  }

  #leaveAlone(log: PartitionLog, because: string, forMs: number): void {
    this.#leftAlone.set(log, this.host.clock.monotonic() + forMs)
    const { topic, partition, folder } = log
    const rest = forMs === PAUSE_MS ? 'left alone for a while' : 'left as it is'
    this.host.log.write('warn', `log cannot be compacted and is ${rest}`, {
      topic,
      partition,
      log: folder,
      because,
    })
  }

  async #deleteOld(directory: CleanedDirectory): Promise<void> {
    const now = this.host.clock.wall()
    const turns = new ShortTurns(this.host)
    for (const log of [...directory.logs()]) {
      if (directory.failure !== undefined || !this.#directories.has(directory)) return
      // A log that waits for room may make some; what cannot be read is left as it is, as by Kafka.
      const isOurs = log.compacts && this.#leftAlone.get(log) !== Number.POSITIVE_INFINITY
      for (let isDone = !isOurs; !isDone; ) {
        isDone = !log.compaction.isDue || retainSome(directory, log, now)
        const rest = turns.rest()
        if (rest !== undefined) await rest
      }
    }
  }
}

/** A disk's failure is its directory's. For want of room or descriptors nothing is lost: the next round tries again. */
async function guarded(directory: CleanedDirectory, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof DiskError)) throw error
    if (isFull(error) || isTooManyFiles(error)) return
    directory.fail(error)
  }
}
