/**
 * A fetch that waits for data (the purgatory): until enough bytes are there, until something happens that its
 * client must hear of, or until max.wait.ms is over. Woken by appends, never by polling.
 */
import type { Timer, Timers } from '@samsa/host'
import type { FetchedPartition } from './fetch-read.js'
import type { DataWaiter, Partition } from './partition.js'

/** See the file. */
export class DelayedFetch implements DataWaiter {
  readonly #timer: Timer
  #over = false

  constructor(
    private readonly waits: readonly FetchedPartition[],
    private readonly minBytes: number,
    private readonly readCommitted: boolean,
    timers: Timers,
    maxWaitMs: number,
    private readonly complete: () => void,
  ) {
    this.#timer = timers.after(maxWaitMs, () => this.end())
    for (const { partition } of waits) partition?.waitForData(this)
  }

  dataArrived(partition: Partition): void {
    if (partition.offline !== undefined || this.minBytes <= 1 ? this.#anyNew(partition) : this.#enough())
      this.end()
  }

  /**
   * Answers now if enough is there already: a read stops early where a segment ends, or what is in memory,
   * and data may have come while the disk was asked.
   */
  endIfEnough(): void {
    if (this.#enough()) this.end()
  }

  /** Answers now, with what there is. Idempotent. */
  end(): void {
    if (this.#over) return
    this.cancel()
    this.complete()
  }

  /** Forgets the fetch: its client is gone. */
  cancel(): void {
    this.#over = true
    this.#timer.cancel()
    for (const { partition } of this.waits) partition?.unwait(this)
  }

  /** Cheap check for the usual case, one byte wanted: this partition has something new for us. */
  #anyNew(partition: Partition): boolean {
    if (partition.offline !== undefined) return true
    for (const waited of this.waits) {
      if (waited.partition !== partition) continue
      if (
        this.#end(partition) > waited.target.fetchOffset ||
        partition.log.logStartOffset > waited.target.fetchOffset
      ) {
        return true
      }
    }
    return false
  }

  #enough(): boolean {
    let bytes = 0
    for (const { partition, target } of this.waits) {
      if (partition === undefined) continue
      if (partition.offline !== undefined || partition.log.logStartOffset > target.fetchOffset) return true
      const end = this.#end(partition)
      if (end <= target.fetchOffset) continue
      bytes += Math.min(target.maxBytes, partition.log.bytesBetween(target.fetchOffset, end))
      if (bytes >= this.minBytes) return true
    }
    return false
  }

  #end(partition: Partition): number {
    return this.readCommitted ? partition.log.lastStableOffset : partition.log.highWatermark
  }
}
