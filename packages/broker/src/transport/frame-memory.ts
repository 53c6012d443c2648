/**
 * Memory for frames that arrive in pieces, bounded over ALL connections (Kafka's queued.max.request.bytes
 * idea). Buffers of usual sizes are kept and lent again. When the bound is reached a connection waits; one
 * whose frame stands still then loses it, so that those who only claim or stall cannot keep the memory from
 * those who send.
 */
import type { FrameMemory } from '@samsa/protocol/frame'

/** Frames up to this size get all of their memory at once, as long as there is enough. */
const wholeUpTo = 4 * 1024 * 1024
const smallestClass = 64 * 1024
const mostPooledBytes = 32 * 1024 * 1024

/** Someone who waits for memory, or holds some. */
export interface FrameHolder {
  /** Monotonic time of the last byte received. */
  readonly lastActive: number
  /** Memory may be there again. */
  memoryReturned(): void
  /** Gives up its half-received frame, and itself. */
  evict(): void
}

/** See the file. One per broker. */
export class FrameBudget {
  #takenBytes = 0
  readonly #pool = new Map<number, Uint8Array[]>()
  #pooledBytes = 0
  readonly #holders = new Set<FrameHolder>()
  #waiting: FrameHolder[] = []

  /**
   * @param limitBytes the bound on what is lent at any time.
   * @param onContended called when somebody begins to wait.
   */
  constructor(
    private readonly limitBytes: number,
    private readonly onContended: () => void,
  ) {}

  /** Bytes lent now. */
  get takenBytes(): number {
    return this.#takenBytes
  }

  /** True when somebody waits. */
  get contended(): boolean {
    return this.#waiting.length > 0
  }

  /** The memory as one connection sees it. */
  lender(holder: FrameHolder): FrameMemory & { close(): void } {
    let held = 0
    return {
      take: (size, must) => {
        const buffer = this.#take(size, must, held)
        if (buffer === undefined) return undefined
        held += buffer.length
        this.#holders.add(holder)
        return buffer
      },
      give: (buffer) => {
        held -= buffer.length
        if (held === 0) this.#holders.delete(holder)
        this.#give(buffer)
      },
      close: () => {
        this.#holders.delete(holder)
        this.#waiting = this.#waiting.filter((other) => other !== holder)
      },
    }
  }

  /** Tells the holder once memory came back. */
  wait(holder: FrameHolder): void {
    if (!this.#waiting.includes(holder)) this.#waiting.push(holder)
    this.onContended()
  }

  /**
   * Ends the holder that has stood still the longest, at least since `before` (monotonic). Those who wait for memory
   * themselves stay, unless all do: they would wait for each other for ever. False: there is none.
   */
  evictStalled(before: number): boolean {
    const waiting = new Set(this.#waiting)
    const holders = [...this.#holders]
    const others = holders.filter((holder) => !waiting.has(holder))
    let oldest: FrameHolder | undefined
    for (const holder of others.length > 0 ? others : holders) {
      if (holder.lastActive <= before && (oldest === undefined || holder.lastActive < oldest.lastActive)) {
        oldest = holder
      }
    }
    oldest?.evict()
    return oldest !== undefined
  }

  #take(size: number, must: boolean, held: number): Uint8Array | undefined {
    const room = this.limitBytes - this.#takenBytes
    // The first large piece is refused when it is only a claim; a frame that alone is larger than the bound
    // may grow.
    if (!must && ((held === 0 && size > wholeUpTo) || (size > room && this.#takenBytes > held)))
      return undefined
    const length = classOf(size)
    const pooled = this.#pool.get(length)?.pop()
    if (pooled !== undefined) this.#pooledBytes -= length
    this.#takenBytes += length
    return pooled ?? new Uint8Array(length)
  }

  #give(buffer: Uint8Array): void {
    const length = buffer.length
    this.#takenBytes -= length
    if (length <= mostPooledBytes) this.#keep(buffer)
    if (this.#waiting.length === 0) return
    const waiting = this.#waiting
    this.#waiting = []
    for (const holder of waiting) holder.memoryReturned()
  }

  /** Larger ones go for it: they are asked for more rarely, and one alone may fill the pool. */
  #keep(buffer: Uint8Array): void {
    const { length } = buffer
    const isOver = (): boolean => this.#pooledBytes + length > mostPooledBytes
    if (isOver()) {
      for (const [size, pool] of this.#pool) {
        while (size > length && isOver() && pool.pop() !== undefined) this.#pooledBytes -= size
      }
    }
    if (isOver()) return
    const pool = this.#pool.get(length)
    if (pool === undefined) this.#pool.set(length, [buffer])
    else pool.push(buffer)
    this.#pooledBytes += length
  }
}

/**
 * Small sizes exactly; others in steps of an eighth of their power of two, so that buffers can be lent again.
 */
function classOf(size: number): number {
  if (size <= smallestClass) return smallestClass
  const step = 2 ** (Math.floor(Math.log2(size)) - 3)
  return Math.ceil(size / step) * step
}
