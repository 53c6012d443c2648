/**
 * Bounded caches that turn repeated bytes into the same text without building it again: topic names and group ids come
 * thousands of times a second. Direct mapped: a new text replaces the one in its slot, so memory is bounded by the
 * number of slots whatever a peer sends, and a collision costs a rebuild, never a wrong text (contents are compared).
 */
import { type Uuid, uuidFromBytes, zeroUuid } from '../model/uuid.js'
import { utf8Decoder } from './text-coding.js'

const slots = 256
const longestInterned = 128

/** Texts and uuids seen before. One per reader. */
export class Interner {
  readonly #texts: string[] = new Array<string>(slots).fill('')
  readonly #uuids: Uuid[] = new Array<Uuid>(slots).fill(zeroUuid)
  readonly #uuidWords = new Int32Array(slots * 4)

  /** The text of the ASCII bytes in [start, end), or undefined if they are not ASCII or too many. */
  ascii(bytes: Uint8Array, start: number, end: number): string | undefined {
    const length = end - start
    if (length > longestInterned) return undefined
    let hash = length
    let bits = 0
    for (let index = start; index < end; index++) {
      const byte = bytes[index]!
      bits |= byte
      hash = (Math.imul(hash, 31) + byte) | 0
    }
    if (bits > 127) return undefined
    const slot = (hash ^ (hash >>> 8)) & (slots - 1)
    const known = this.#texts[slot]!
    if (known.length === length && sameAscii(known, bytes, start)) return known
    // From the decoder, since a text joined from pieces would be slow to compare.
    const text = utf8Decoder.decode(bytes.subarray(start, end))
    this.#texts[slot] = text
    return text
  }

  /** The uuid of the 16 bytes at `at`; `view` shows the same memory, shifted by `shift`. */
  uuid(bytes: Uint8Array, at: number, view: DataView, shift: number): Uuid {
    const a = view.getInt32(shift + at)
    const b = view.getInt32(shift + at + 4)
    const c = view.getInt32(shift + at + 8)
    const d = view.getInt32(shift + at + 12)
    if ((a | b | c | d) === 0) return zeroUuid
    const mixed = a ^ b ^ c ^ d
    const slot = (mixed ^ (mixed >>> 16)) & (slots - 1)
    const words = this.#uuidWords
    const first = slot * 4
    if (words[first] === a && words[first + 1] === b && words[first + 2] === c && words[first + 3] === d) {
      return this.#uuids[slot]!
    }
    words[first] = a
    words[first + 1] = b
    words[first + 2] = c
    words[first + 3] = d
    const uuid = uuidFromBytes(bytes, at)
    this.#uuids[slot] = uuid
    return uuid
  }
}

function sameAscii(text: string, bytes: Uint8Array, start: number): boolean {
  for (let index = 0; index < text.length; index++) {
    if (text.charCodeAt(index) !== bytes[start + index]) return false
  }
  return true
}
