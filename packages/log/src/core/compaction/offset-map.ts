/**
 * The last offset of each key in the stretch of log that a cleaning pass looks at. Owns the memory: 24 bytes
 * a slot (128 bits of keyed hash, 64 of offset), open addressing, few slots at first and never more than its
 * bound allows. Refuses keys once it is full: the pass then ends there, and the next one begins there.
 */
import { invariant } from '@samsa/protocol/model/invariant'
import { KeyHash } from './key-hash.js'

/** Four words of hash, then the offset plus one (low, high), so that an unused slot is all zeros. */
const WORDS_PER_SLOT = 6
const BYTES_PER_SLOT = 4 * WORDS_PER_SLOT
const SLOTS_AT_FIRST = 2048
/** It grows fourfold: while it does, a quarter of its bound is in use twice. */
const GROWTH = 4
/** Beyond this share of used slots it grows, as long as it may. */
const ROOMY_LOAD = 0.6
const TWO_32 = 4294967296

/** Offsets by key. Not for keeping: a pass fills it, cleans by it, and clears it. */
export class OffsetMap {
  /** The last offset that the map speaks for: what lies behind it is never cleaned. -1 at first. */
  latestOffset = -1
  /** How many keys fit. */
  readonly mostKeys: number
  readonly #hash: KeyHash
  readonly #mostSlots: number
  #slots: number
  #words: Int32Array
  #size = 0

  /**
   * `mostBytes` bounds the memory, `loadFactor` (0 to 1) says which share of the slots may be used, `seed` is
   * random and nobody else's to know. There must be room for two slots, one of which is used whatever the factor.
   */
  constructor(mostBytes: number, loadFactor: number, seed: readonly [number, number, number, number]) {
    this.#mostSlots = Math.floor(mostBytes / BYTES_PER_SLOT)
    const usable = Math.max(1, Math.floor(this.#mostSlots * loadFactor))
    this.mostKeys = Math.min(usable, this.#mostSlots - 1)
    invariant(this.mostKeys >= 1, 'an offset map has room for a key')
    this.#hash = new KeyHash(seed)
    this.#slots = Math.min(this.#mostSlots, SLOTS_AT_FIRST)
    this.#words = new Int32Array(this.#slots * WORDS_PER_SLOT)
  }

  /** How many keys there are. */
  get size(): number {
    return this.#size
  }

  /** Whether no key may be put any more, not even one that is there already. */
  get isFull(): boolean {
    return this.#size >= this.mostKeys
  }

  /** The share of what it can hold that is in use, 0 to 1. */
  get utilization(): number {
    return this.#size / this.#mostSlots
  }

  /** Notes the key `bytes[from..to)` at `offset`, which becomes the latest one. Only while not full. */
  put(bytes: Uint8Array, from: number, to: number, offset: number): void {
    invariant(this.#size < this.mostKeys, 'an offset map takes keys until it is full')
    if (this.#size >= this.#slots * ROOMY_LOAD && this.#slots < this.#mostSlots) this.#grow()
    const hash = this.#hash
    hash.hash(bytes, from, to)
    const words = this.#words
    const at = findSlot(words, this.#slots, hash.h0, hash.h1, hash.h2, hash.h3)
    if ((words[at + 4] as number) === 0 && (words[at + 5] as number) === 0) {
      words[at] = hash.h0
      words[at + 1] = hash.h1
      words[at + 2] = hash.h2
      words[at + 3] = hash.h3
      this.#size++
    }
    const stored = offset + 1
    words[at + 4] = stored | 0
    words[at + 5] = (stored / TWO_32) | 0
    this.latestOffset = offset
  }

  /** The last offset put for the key `bytes[from..to)`, -1 for none. */
  get(bytes: Uint8Array, from: number, to: number): number {
    const hash = this.#hash
    hash.hash(bytes, from, to)
    const words = this.#words
    const at = findSlot(words, this.#slots, hash.h0, hash.h1, hash.h2, hash.h3)
    return (words[at + 5] as number) * TWO_32 + ((words[at + 4] as number) >>> 0) - 1
  }

  /** Forgets all keys and gives the memory back. */
  clear(): void {
    this.#slots = Math.min(this.#mostSlots, SLOTS_AT_FIRST)
    this.#words = new Int32Array(this.#slots * WORDS_PER_SLOT)
    this.#size = 0
    this.latestOffset = -1
  }

  #grow(): void {
    const old = this.#words
    this.#slots = Math.min(this.#mostSlots, this.#slots * GROWTH)
    const words = new Int32Array(this.#slots * WORDS_PER_SLOT)
    for (let from = 0; from < old.length; from += WORDS_PER_SLOT) {
      if ((old[from + 4] as number) === 0 && (old[from + 5] as number) === 0) continue
      const h0 = old[from] as number
      const h1 = old[from + 1] as number
      const h2 = old[from + 2] as number
      const h3 = old[from + 3] as number
      const at = findSlot(words, this.#slots, h0, h1, h2, h3)
      for (let word = 0; word < WORDS_PER_SLOT; word++) words[at + word] = old[from + word] as number
    }
    this.#words = words
  }
}

/**
 * Where the slot of a hash begins in `words`: its own, or the unused one it would take. The search ends
 * because even a full map keeps a slot unused.
 */
function findSlot(words: Int32Array, slots: number, h0: number, h1: number, h2: number, h3: number): number {
  const end = slots * WORDS_PER_SLOT
  let at = Math.floor(((h0 >>> 0) * slots) / TWO_32) * WORDS_PER_SLOT
  for (;;) {
    if (words[at] === h0 && words[at + 1] === h1 && words[at + 2] === h2 && words[at + 3] === h3) return at
    if ((words[at + 4] as number) === 0 && (words[at + 5] as number) === 0) return at
    at += WORDS_PER_SLOT
    if (at === end) at = 0
  }
}
