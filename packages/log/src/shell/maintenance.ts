/**
 * What a directory does on its own, each at its interval: retention, flushing by flush.ms, the checkpoint
 * files, expiry of idle producers; on many logs in short turns. A failure takes the directory offline.
 * Compaction has a clock of its own: compaction/log-cleaner.ts.
 */
import type { BrokerConfig } from '@samsa/config/broker-config'
import { DiskError, type Host, type Timer } from '@samsa/host'
import type { CheckpointName } from './checkpoints.js'
import { isFull } from './disk-room.js'
import type { PartitionLog } from './partition-log.js'
import { ShortTurns } from './short-turns.js'

/** Segments of one log: each costs some renames. */
const REMOVED_AT_ONCE = 8

interface MaintainedDirectory {
  logs(): IterableIterator<PartitionLog>
  get(topic: string, partition: number): PartitionLog | undefined
  readonly failure: unknown
  fail(error: DiskError): void
}

export class Maintenance {
  readonly #timers = new Map<string, Timer>()
  #stopped = true

  constructor(
    private readonly host: Host,
    private readonly config: BrokerConfig,
    private readonly directory: MaintainedDirectory,
    private readonly checkpoint: (name: CheckpointName) => Promise<void>,
  ) {}

  /** Idempotent. */
  start(): void {
    if (!this.#stopped) return
    this.#stopped = false
    const { config, directory, checkpoint } = this
    const { clock } = this.host
    this.#every(config.get('log.retention.check.interval.ms'), 'retention', async () => {
      const now = clock.wall()
      const retain = (log: PartitionLog): boolean => retainSome(directory, log, now)
      await this.#forEach(retain, (log) => log.lookUpAges(now, REMOVED_AT_ONCE))
    })
    this.#every(this.#flushCheckMs(), 'flush', async () => {
      const now = clock.wall()
      for (const log of [...directory.logs()]) await log.flushIfOld(now)
    })
    this.#every(config.get('log.flush.offset.checkpoint.interval.ms'), 'recovery-point', async () => {
      await this.#forEach((log) => log.writeIndexes())
      await checkpoint('recovery-point-offset-checkpoint')
    })
    this.#every(config.get('log.flush.start.offset.checkpoint.interval.ms'), 'log-start', () =>
      checkpoint('log-start-offset-checkpoint'),
    )
    this.#every(config.get('replica.high.watermark.checkpoint.interval.ms'), 'high-watermark', () =>
      checkpoint('replication-offset-checkpoint'),
    )
    this.#every(config.get('producer.id.expiration.check.interval.ms'), 'producers', async () => {
      const now = clock.wall()
      await this.#forEach((log) => void log.expireProducers(now))
    })
  }

  /** Work on each log, again for one that says false; others get their turns in between. */
  async #forEach(
    work: (log: PartitionLog) => boolean | void,
    prepare?: (log: PartitionLog) => Promise<void>,
  ): Promise<void> {
    const turns = new ShortTurns(this.host)
    for (const log of [...this.directory.logs()]) {
      for (let done = false; !done && !this.#stopped; ) {
        // It may have been deleted, or moved, in the meantime.
        if (this.directory.get(log.topic, log.partition) !== log) break
        if (prepare !== undefined) {
          await prepare(log)
          if (this.directory.get(log.topic, log.partition) !== log) break
        }
        done = work(log) !== false
        const rest = turns.rest()
        if (rest !== undefined) await rest
      }
    }
  }

  /**
   * Kafka looks every log.flush.scheduler.interval.ms, by default never; topics with flush.ms then wait for
   * ever. Here they are looked at once a second at the latest.
   */
  #flushCheckMs(): number {
    return Math.min(this.config.get('log.flush.scheduler.interval.ms'), 1000)
  }

  #every(intervalMs: number, name: string, work: () => Promise<void>): void {
    const timer = this.host.timers.after(Math.max(intervalMs, 1), () => {
      if (this.#stopped || this.directory.failure !== undefined) return
      void this.#run(work).then(() => {
        if (!this.#stopped) this.#every(intervalMs, name, work)
      })
    })
    this.#timers.set(name, timer)
  }

  async #run(work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      if (!(error instanceof DiskError)) throw error
      this.directory.fail(error)
    }
  }

  stop(): void {
    this.#stopped = true
    for (const timer of this.#timers.values()) timer.cancel()
    this.#timers.clear()
  }
}

/**
 * Removes some of the old segments of a log. False: there may be more. What one log has no room for must not keep the
 * others from making some. Throws other DiskErrors.
 */
export function retainSome(
  directory: Pick<MaintainedDirectory, 'fail'>,
  log: PartitionLog,
  now: number,
): boolean {
  try {
    return log.enforceRetention(now, REMOVED_AT_ONCE) < REMOVED_AT_ONCE
  } catch (error) {
    if (!isFull(error)) throw error
    directory.fail(error as DiskError)
    return true
  }
}
