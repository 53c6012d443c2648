/**
 * Buffers that log reads are made into, lent until the reply that holds them has left the process. Kept in a
 * few sizes, since making and clearing a megabyte costs more than reading it.
 */

const smallest = 16 * 1024
const mostPooledBytes = 64 * 1024 * 1024

/** See the file. One per broker. */
export class ReadBuffers {
  readonly #pool = new Map<number, Uint8Array[]>()
  #pooledBytes = 0
  #lentBytes = 0

  /** Bytes in replies that have not left. */
  get lentBytes(): number {
    return this.#lentBytes
  }

  /** A buffer of at least `bytes`. */
  lend(bytes: number): Uint8Array {
    const size = sizeFor(bytes)
    this.#lentBytes += size
    const pooled = this.#pool.get(size)?.pop()
    if (pooled === undefined) return new Uint8Array(size)
    this.#pooledBytes -= size
    return pooled
  }

  give(buffer: Uint8Array): void {
    const size = buffer.length
    this.#lentBytes -= size
    if (this.#pooledBytes + size > mostPooledBytes) return
    this.#pooledBytes += size
    const pool = this.#pool.get(size)
    if (pool === undefined) this.#pool.set(size, [buffer])
    else pool.push(buffer)
  }
}

function sizeFor(bytes: number): number {
  if (bytes <= smallest) return smallest
  // Steps of a quarter of the power of two below, so that at most a fifth is wasted.
  const step = 2 ** (Math.floor(Math.log2(bytes)) - 2)
  return Math.ceil(bytes / step) * step
}
