/**
 * Splits a byte stream into Kafka's frames: int32 size, then as many bytes. Whole frames are handed on where
 * they lie in the received bytes; only a frame that arrives in pieces is collected in a buffer of its own,
 * which `want` lends to the socket so that the rest of it is read in place. Nothing is ever concatenated.
 *
 * The size is checked before anything is allocated, and a buffer grows with the bytes that really arrived, so
 * a claimed size alone costs nothing. Refuses: what is inside a frame.
 */

/**
 * Lends buffers for frames that arrive in pieces. One is shared by many readers so that their sum has a
 * bound.
 */
export interface FrameMemory {
  /**
   * A buffer of at least `size` bytes, or undefined when nothing can be lent now. `must`: bytes are already
   * here and need a place, so there is no refusing.
   */
  take(size: number, must: boolean): Uint8Array | undefined
  give(buffer: Uint8Array): void
}

/**
 * A frame lies in `bytes` from `start` to `end` (exclusive), size not included; borrowed until the next call.
 */
export type FrameListener = (bytes: Uint8Array, start: number, end: number) => boolean

const sizeBytes = 4
/**
 * A rest below this comes through the socket's ordinary buffer: copying it costs less than a read of its own.
 */
const lendFrom = 32 * 1024
const firstBuffer = 64 * 1024

const plainMemory: FrameMemory = { take: (size) => new Uint8Array(size), give: () => undefined }

/**
 * See the file. Feed it what the socket received; it calls the listener for each whole frame, in order. The
 * listener returns false to stop: what follows is then kept until `proceed`.
 */
export class FrameReader {
  readonly #sizeBytes = new Uint8Array(sizeBytes)
  #sizeFilled = 0
  #size = -1
  #buffer: Uint8Array | undefined
  #filled = 0
  #spent: Uint8Array | undefined
  #held: Uint8Array | undefined
  #starved = false
  #refused: number | undefined

  /**
   * @param maxFrameBytes frames that claim more are refused.
   * @param listener called for each whole frame.
   * @param memory where buffers for partial frames come from; default: plain allocation.
   */
  constructor(
    private readonly maxFrameBytes: number,
    private readonly listener: FrameListener,
    private readonly memory: FrameMemory = plainMemory,
  ) {}

  /** The size that was refused (negative, or above the limit): the stream cannot be read any further. */
  get refusedSize(): number | undefined {
    return this.#refused
  }

  /**
   * True: the frame under way needs memory that is not to be had now. Stop reading until `feedable` says yes.
   */
  get starved(): boolean {
    return this.#starved
  }

  /** True: the listener stopped and bytes are kept. */
  get holding(): boolean {
    return this.#held !== undefined
  }

  /** Bytes of memory that this reader holds now. */
  get heldBytes(): number {
    return (this.#buffer?.length ?? 0) + (this.#held?.length ?? 0)
  }

  /** Takes what arrived. `bytes` may be a view of the buffer that `want` lent: then nothing is copied. */
  feed(bytes: Uint8Array): void {
    if (this.#refused !== undefined) return
    if (this.#held !== undefined) {
      this.#hold(joined(this.#held, bytes), 0)
      return
    }
    const at = this.#size < 0 ? 0 : this.#collect(bytes)
    if (at >= 0) this.#scan(bytes, at)
    if (this.#buffer !== undefined && this.#filled === this.#buffer.length) this.#grow(false)
  }

  /** After the listener stopped: goes on with the bytes that were kept. */
  proceed(): void {
    const held = this.#held
    if (held === undefined) return
    this.#held = undefined
    this.feed(held)
  }

  /** Where the socket should read to next: the place for the rest of a frame, or undefined for any buffer. */
  want(): Uint8Array | undefined {
    if (this.#buffer === undefined || this.#held !== undefined) return undefined
    const room = Math.min(this.#buffer.length, this.#size) - this.#filled
    return this.#size - this.#filled >= lendFrom && room > 0
      ? this.#buffer.subarray(this.#filled, this.#filled + room)
      : undefined
  }

  /** Asks again for the memory that was missing; true: reading may go on. */
  feedable(): boolean {
    if (this.#starved) this.#grow(false)
    return !this.#starved
  }

  /** The frames handed out so far are no longer looked at: their buffer goes back. */
  settle(): void {
    if (this.#spent === undefined) return
    this.memory.give(this.#spent)
    this.#spent = undefined
  }

  /** Gives everything back; the reader is of no use afterwards. */
  release(): void {
    this.settle()
    if (this.#buffer !== undefined) this.memory.give(this.#buffer)
    this.#buffer = undefined
    this.#held = undefined
    this.#refused ??= 0
  }

  /** Adds to the frame under way; the position after it in `bytes`, or -1 when nothing is left to scan. */
  #collect(bytes: Uint8Array): number {
    let used = 0
    while (true) {
      const buffer = this.#buffer as Uint8Array
      const room = Math.min(buffer.length, this.#size) - this.#filled
      const count = Math.min(room, bytes.length - used)
      if (bytes.buffer !== buffer.buffer) {
        buffer.set(
          used === 0 && count === bytes.length ? bytes : bytes.subarray(used, used + count),
          this.#filled,
        )
      }
      this.#filled += count
      used += count
      if (this.#filled === this.#size) break
      if (used === bytes.length) return -1
      this.#grow(true)
    }
    return this.#finish(bytes, used)
  }

  #finish(bytes: Uint8Array, used: number): number {
    const buffer = this.#buffer as Uint8Array
    const size = this.#size
    this.settle()
    this.#spent = buffer
    this.#buffer = undefined
    this.#size = -1
    if (this.listener(buffer, 0, size)) return used
    this.#hold(bytes, used)
    return -1
  }

  #scan(bytes: Uint8Array, from: number): void {
    let at = from
    const end = bytes.length
    if (this.#sizeFilled > 0) {
      while (this.#sizeFilled < sizeBytes && at < end)
        this.#sizeBytes[this.#sizeFilled++] = bytes[at++] as number
      if (this.#sizeFilled < sizeBytes) return
      this.#sizeFilled = 0
      at = this.#frameAt(bytes, at, int32At(this.#sizeBytes, 0))
      if (at < 0) return
    }
    while (end - at >= sizeBytes) {
      at = this.#frameAt(bytes, at + sizeBytes, int32At(bytes, at))
      if (at < 0) return
    }
    while (at < end) this.#sizeBytes[this.#sizeFilled++] = bytes[at++] as number
  }

  /**
   * Hands on the frame of `size` bytes at `at`, or starts to collect it. The position after it, or -1 to
   * stop.
   */
  #frameAt(bytes: Uint8Array, at: number, size: number): number {
    if (size < 0 || size > this.maxFrameBytes) {
      this.#refused = size
      return -1
    }
    const after = at + size
    if (after > bytes.length) {
      this.#begin(bytes, at, size)
      return -1
    }
    if (this.listener(bytes, at, after)) return after
    this.#hold(bytes, after)
    return -1
  }

  #begin(bytes: Uint8Array, at: number, size: number): void {
    const here = bytes.length - at
    const ask = Math.min(size, Math.max(firstBuffer, here))
    const whole = size > ask ? this.memory.take(size, false) : undefined
    const buffer = whole ?? (this.memory.take(ask, true) as Uint8Array)
    buffer.set(bytes.subarray(at), 0)
    this.#buffer = buffer
    this.#size = size
    this.#filled = here
  }

  #hold(bytes: Uint8Array, from: number): void {
    if (from < bytes.length) this.#held = bytes.slice(from)
  }

  /** Doubles the buffer of the frame under way; starved when that is refused. */
  #grow(must: boolean): void {
    const old = this.#buffer
    if (old === undefined || old.length >= this.#size) return
    const next = this.memory.take(Math.min(this.#size, old.length * 2), must)
    this.#starved = next === undefined
    if (next === undefined) return
    next.set(old.subarray(0, this.#filled), 0)
    this.#buffer = next
    this.memory.give(old)
  }
}

function int32At(bytes: Uint8Array, at: number): number {
  return (
    ((bytes[at] as number) << 24) |
    ((bytes[at + 1] as number) << 16) |
    ((bytes[at + 2] as number) << 8) |
    (bytes[at + 3] as number)
  )
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length)
  both.set(first, 0)
  both.set(second, first.length)
  return both
}
