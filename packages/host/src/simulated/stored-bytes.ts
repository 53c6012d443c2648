/** The bytes of a simulated file: an array that grows. What was never written reads as zeros. */
import type { SeededRandom } from './seeded-random.js'

export class StoredBytes {
  size = 0
  #bytes = new Uint8Array(0)

  read(into: Uint8Array, position: number): number {
    const count = Math.max(0, Math.min(into.length, this.size - position))
    if (count > 0) into.set(this.#bytes.subarray(position, position + count))
    return count
  }

  /** Borrowed, and short where the file ends before `to`. */
  slice(from: number, to: number): Uint8Array {
    return this.#bytes.subarray(from, Math.min(to, this.size))
  }

  write(bytes: Uint8Array, position: number): void {
    if (bytes.length === 0) return
    const end = position + bytes.length
    if (end > this.size) this.resize(end)
    this.#bytes.set(bytes, position)
  }

  resize(size: number): void {
    if (size > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(size, this.#bytes.length * 2, 256))
      grown.set(this.#bytes.subarray(0, this.size))
      this.#bytes = grown
    } else if (size < this.size) {
      this.#bytes.fill(0, size, this.size)
    }
    this.size = size
  }

  flip(at: number, mask: number): void {
    if (at < this.size) this.#bytes[at] = (this.#bytes[at] ?? 0) ^ mask
  }

  fill(from: number, to: number, random: SeededRandom): void {
    random.fill(this.#bytes.subarray(from, Math.min(to, this.size)))
  }

  copy(): StoredBytes {
    const copy = new StoredBytes()
    copy.write(this.#bytes.subarray(0, this.size), 0)
    return copy
  }
}
