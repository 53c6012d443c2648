/**
 * Chance from the operating system's generator behind `Random`. Single numbers come from a small pool, since a
 * call into the generator costs far more than the four bytes.
 */
import { randomFillSync } from 'node:crypto'
import type { Random } from '../random.js'

const poolSize = 256

export class NodeRandom implements Random {
  readonly #pool = new Uint32Array(poolSize)
  #left = 0

  uint32(): number {
    if (this.#left === 0) {
      randomFillSync(this.#pool)
      this.#left = poolSize
    }
    this.#left -= 1
    return this.#pool[this.#left] ?? 0
  }

  fill(bytes: Uint8Array): void {
    randomFillSync(bytes)
  }
}
