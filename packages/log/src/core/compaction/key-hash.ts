/**
 * A keyed 128-bit hash of record keys in 32-bit arithmetic: Chaskey, a message authentication code made for
 * processors of that width. Owns the secret, so that nobody who may choose keys can make two of them meet: in
 * the offset map a key that meets another's hash would delete the other's records. Refuses nothing.
 */

/** Results lie in `h0` to `h3` until the next call: no object per key. */
export class KeyHash {
  h0 = 0
  h1 = 0
  h2 = 0
  h3 = 0
  readonly #seed: readonly [number, number, number, number]
  readonly #whole: readonly [number, number, number, number]
  readonly #padded: readonly [number, number, number, number]

  /** `seed`: four random 32-bit numbers. */
  constructor(seed: readonly [number, number, number, number]) {
    this.#seed = [seed[0] | 0, seed[1] | 0, seed[2] | 0, seed[3] | 0]
    this.#whole = doubled(this.#seed)
    this.#padded = doubled(this.#whole)
  }

  /** Hashes `bytes[from..to)`. */
  hash(bytes: Uint8Array, from: number, to: number): void {
    let [v0, v1, v2, v3] = this.#seed
    let at = from
    for (; to - at > 16; at += 16) {
      this.#permute(
        v0 ^ wordAt(bytes, at),
        v1 ^ wordAt(bytes, at + 4),
        v2 ^ wordAt(bytes, at + 8),
        v3 ^ wordAt(bytes, at + 12),
      )
      v0 = this.h0
      v1 = this.h1
      v2 = this.h2
      v3 = this.h3
    }
    const isWhole = to - at === 16
    const last = isWhole ? this.#whole : this.#padded
    if (isWhole) {
      v0 ^= wordAt(bytes, at)
      v1 ^= wordAt(bytes, at + 4)
      v2 ^= wordAt(bytes, at + 8)
      v3 ^= wordAt(bytes, at + 12)
    } else {
      v0 ^= paddedWordAt(bytes, at, to)
      v1 ^= paddedWordAt(bytes, at + 4, to)
      v2 ^= paddedWordAt(bytes, at + 8, to)
      v3 ^= paddedWordAt(bytes, at + 12, to)
    }
    this.#permute(v0 ^ last[0], v1 ^ last[1], v2 ^ last[2], v3 ^ last[3])
    this.h0 ^= last[0]
    this.h1 ^= last[1]
    this.h2 ^= last[2]
    this.h3 ^= last[3]
  }

  /** Eight rounds of the permutation. */
  #permute(first: number, second: number, third: number, fourth: number): void {
    let v0 = first
    let v1 = second
    let v2 = third
    let v3 = fourth
    for (let round = 0; round < 8; round++) {
      v0 = (v0 + v1) | 0
      v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0
      v0 = (v0 << 16) | (v0 >>> 16)
      v2 = (v2 + v3) | 0
      v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2
      v0 = (v0 + v3) | 0
      v3 = ((v3 << 13) | (v3 >>> 19)) ^ v0
      v2 = (v2 + v1) | 0
      v1 = ((v1 << 7) | (v1 >>> 25)) ^ v2
      v2 = (v2 << 16) | (v2 >>> 16)
    }
    this.h0 = v0
    this.h1 = v1
    this.h2 = v2
    this.h3 = v3
  }
}

function wordAt(bytes: Uint8Array, at: number): number {
  return (
    (bytes[at] as number) |
    ((bytes[at + 1] as number) << 8) |
    ((bytes[at + 2] as number) << 16) |
    ((bytes[at + 3] as number) << 24)
  )
}

/** The word with the bytes before `to`, then a 1, then zeros. */
function paddedWordAt(bytes: Uint8Array, at: number, to: number): number {
  const left = to - at
  if (left >= 4) return wordAt(bytes, at)
  if (left < 0) return 0
  let word = 1 << (left * 8)
  for (let index = 0; index < left; index++) word |= (bytes[at + index] as number) << (index * 8)
  return word
}

/** Twice the number, in the field of 2^128 elements. */
function doubled(words: readonly [number, number, number, number]): [number, number, number, number] {
  const [w0, w1, w2, w3] = words
  const carry = w3 < 0 ? 0x87 : 0
  return [(w0 << 1) ^ carry, (w1 << 1) | (w0 >>> 31), (w2 << 1) | (w1 >>> 31), (w3 << 1) | (w2 >>> 31)]
}
