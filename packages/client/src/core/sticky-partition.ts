/**
 * Where records without a key go (KIP-480, KIP-794): one partition until `batch.size` bytes went there, then
 * another by chance. Chances are even, or weighted against partitions whose queues are long. Partitions
 * without a leader are left out as long as there are others.
 */
export interface PartitionLoad {
  readonly partition: number
  readonly available: boolean
  /** Batches that wait for the broker; 0 for all makes the choice even. */
  readonly queued: number
}

export class StickyPartition {
  #partition = -1
  #bytes = 0

  constructor(private readonly batchBytes: number) {}

  /** The partition to use now. `chance` is uniform over [0, 1) and asked for only when a choice is due. */
  current(loads: () => readonly PartitionLoad[], chance: () => number): number {
    if (this.#partition < 0) {
      this.#partition = choosePartition(loads(), chance())
      this.#bytes = 0
    }
    return this.#partition
  }

  /**
   * Counts what was appended. The switch happens at the end of a batch, so that no half-full batch is left
   * behind: once enough bytes went out, at the next new batch; at twice as many in any case.
   */
  appended(bytes: number, batchComplete: boolean): void {
    this.#bytes += bytes
    const due = this.#bytes >= this.batchBytes && batchComplete
    if (due || this.#bytes >= this.batchBytes * 2) this.#partition = -1
  }
}

/** Weights are the longest queue + 1 less the own queue, so the longest queue still gets something. */
export function choosePartition(loads: readonly PartitionLoad[], chance: number): number {
  const available = loads.filter((load) => load.available)
  const among = available.length > 0 ? available : loads
  let longest = 0
  for (const load of among) longest = Math.max(longest, load.queued)
  let total = 0
  for (const load of among) total += longest + 1 - load.queued
  let left = chance * total
  for (const load of among) {
    left -= longest + 1 - load.queued
    if (left < 0) return load.partition
  }
  return among.at(-1)?.partition ?? 0
}
