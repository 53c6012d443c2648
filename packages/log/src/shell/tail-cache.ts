/**
 * The bytes appended last, across all partitions of a directory, up to a bound. Small appends are copied
 * here anyway until they are written; kept a while longer, they serve the readers at the end of the log
 * without a system call.
 *
 * Blocks are filled in order of arrival and reused in that order. A block that a reader was lent bytes of
 * is never written again: it is left to the garbage collector, so lent bytes never change.
 */
const BLOCK_BYTES = 512 * 1024

export class TailBlock {
  // Not filled with zeros first; and no Buffer, whose parts cost more to take.
  readonly #memory = Buffer.allocUnsafeSlow(BLOCK_BYTES).buffer
  readonly bytes = new Uint8Array(this.#memory)
  readonly view = new DataView(this.#memory)
  used = 0
  /** Runs staged and not yet written: their bytes must stay. */
  pins = 0
  /** Grows with each reuse; a run of an older generation is gone. */
  generation = 0
  lent = false
}

/** Bytes of one log that lie in one block, contiguous in one segment's file. */
export interface TailRun {
  readonly block: TailBlock
  readonly generation: number
  readonly segmentBase: number
  readonly start: number
  end: number
  readonly position: number
  readonly firstOffset: number
  /** Exclusive. */
  endOffset: number
}

export class TailCache {
  #blocks: TailBlock[] = []
  readonly #mostBlocks: number

  /** `budgetBytes`: what is kept at most, staged bytes apart. */
  constructor(budgetBytes: number) {
    this.#mostBlocks = Math.max(2, Math.floor(budgetBytes / BLOCK_BYTES))
  }

  /** A block with at least `bytes` (at most a block) free behind `used`. */
  reserve(bytes: number): TailBlock {
    const current = this.#blocks[this.#blocks.length - 1]
    if (current !== undefined && current.used + bytes <= BLOCK_BYTES) return current
    const block = this.#freshBlock()
    this.#blocks.push(block)
    return block
  }

  #freshBlock(): TailBlock {
    if (this.#blocks.length < this.#mostBlocks) return new TailBlock()
    const oldest = this.#blocks.shift()
    if (oldest === undefined) return new TailBlock()
    oldest.generation += 1
    if (oldest.pins > 0 || oldest.lent) return new TailBlock()
    oldest.used = 0
    return oldest
  }
}

/** Whether the run's bytes are still there. */
export function isAlive(run: TailRun): boolean {
  return run.generation === run.block.generation
}
