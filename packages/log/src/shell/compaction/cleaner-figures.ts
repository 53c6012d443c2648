/**
 * What the cleaner tells of itself, in the terms of Kafka's LogCleaner and LogCleanerManager metrics. Whole numbers,
 * of the last pass where Kafka's are.
 */
import type { Clock } from '@samsa/host'
import type { CleanablePlan } from '../../core/compaction/plan.js'
import type { PartitionLog } from '../partition-log.js'
import type { CompactionStats } from './compaction-request.js'

export class CleanerFigures {
  #lastRun: number
  #maxDirtyRatio = 0
  #last: CompactionStats | undefined
  #compactionDelayMs = 0

  constructor(
    private readonly clock: Clock,
    private readonly isUncleanable: (log: PartitionLog) => boolean,
  ) {
    this.#lastRun = clock.monotonic()
  }

  /** The cleaner looked over the logs. */
  looked(plans: readonly CleanablePlan[]): void {
    this.#lastRun = this.clock.monotonic()
    this.#maxDirtyRatio = plans.reduce((most, plan) => Math.max(most, plan.cleanableRatio), 0)
  }

  cleaned(stats: CompactionStats, overdueMs: number): void {
    this.#last = stats
    this.#compactionDelayMs = overdueMs
  }

  get maxDirtyPercent(): number {
    return Math.floor(this.#maxDirtyRatio * 100)
  }

  get timeSinceLastRunMs(): number {
    return Math.floor(this.clock.monotonic() - this.#lastRun)
  }

  get cleanerRecopyPercent(): number {
    const last = this.#last
    return last === undefined ? 0 : Math.floor((100 * last.bytesWritten) / Math.max(last.bytesRead, 1))
  }

  get maxCleanTimeSecs(): number {
    return Math.floor((this.#last?.totalMs ?? 0) / 1000)
  }

  get maxBufferUtilizationPercent(): number {
    return Math.floor((this.#last?.bufferUtilization ?? 0) * 100)
  }

  get maxCompactionDelaySecs(): number {
    return Math.floor(this.#compactionDelayMs / 1000)
  }

  /** Of one directory. */
  uncleanablePartitions(logs: Iterable<PartitionLog>): number {
    return [...logs].filter(this.isUncleanable).length
  }

  uncleanableBytes(logs: Iterable<PartitionLog>): number {
    let bytes = 0
    for (const log of logs) if (this.isUncleanable(log)) bytes += log.sizeInBytes
    return bytes
  }
}
