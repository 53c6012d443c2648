/**
 * Chance that repeats: xoshiro128** over a seed. One generator per purpose (`fork`), so that a draw more in one
 * place does not change what every other place draws. Not for secrets.
 */
import type { Random } from '../random.js'

export class SeededRandom implements Random {
  readonly #state = new Uint32Array(4)

  constructor(seed: number | string) {
    let x = typeof seed === 'number' ? (seed ^ Math.floor(seed / 2 ** 32)) >>> 0 : hashText(seed)
    for (let i = 0; i < 4; i += 1) {
      x = (x + 0x9e3779b9) >>> 0
      let z = x
      z = Math.imul(z ^ (z >>> 16), 0x85ebca6b)
      z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35)
      this.#state[i] = z ^ (z >>> 16)
    }
    for (let i = 0; i < 8; i += 1) this.uint32()
  }

  uint32(): number {
    const s = this.#state
    const a = s[0] ?? 0
    const b = s[1] ?? 0
    const c = s[2] ?? 0
    const d = s[3] ?? 0
    const times5 = Math.imul(b, 5)
    const result = Math.imul((times5 << 7) | (times5 >>> 25), 9) >>> 0
    const c2 = c ^ a
    const d2 = d ^ b
    s[0] = a ^ d2
    s[1] = b ^ c2
    s[2] = c2 ^ (b << 9)
    s[3] = (d2 << 11) | (d2 >>> 21)
    return result
  }

  fill(bytes: Uint8Array): void {
    for (let i = 0; i < bytes.length; i += 1) bytes[i] = this.uint32()
  }

  /** A whole number in [0, count). `count` 0 gives 0. */
  below(count: number): number {
    return Math.floor((this.uint32() / 2 ** 32) * count)
  }

  /** A whole number in [least, most]. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1)
  }

  chance(probability: number): boolean {
    return this.uint32() < probability * 2 ** 32
  }

  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)] as T
  }

  /** A generator of its own, determined by this one's next number and `purpose`. */
  fork(purpose: string): SeededRandom {
    return new SeededRandom((this.uint32() ^ hashText(purpose)) >>> 0)
  }
}

function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}
