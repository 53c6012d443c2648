/**
 * The fuzz rule for decoders: every strict prefix of a valid message is refused with a typed error; a message with a bit
 * flipped, bytes inserted or deleted is either refused with a typed error or read within its bytes. Anything else (an
 * untyped error, a read beyond the end) is a problem. Chance is a seeded generator, so that a failure can be repeated.
 */
import { DecodeError } from '../bytes/decode-error.js'

/** Decodes the whole of `bytes`, or throws. Must not keep or change them. */
export type Decode = (bytes: Uint8Array) => void

export interface FuzzOptions {
  /** Positions of prefixes and bits are sampled down to about this many per vector; unlimited by default. */
  readonly most?: number
  /** Mutations of vectors longer than 512 bytes. Default 1000. */
  readonly mutations?: number
  readonly seed: number
  /** Whether an error is a refusal of bad input; by default a `DecodeError`. */
  readonly isRefusal?: (error: unknown) => boolean
}

/** Random whole numbers in [0, below), the same for the same seed (mulberry32). */
export function seededRandom(seed: number): (below: number) => number {
  let state = seed | 0
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

/** Problems found, and how many inputs were tried. */
export function fuzzDecoder(
  decode: Decode,
  bytes: Uint8Array,
  options: FuzzOptions,
): { readonly tried: number; readonly problems: string[] } {
  const isRefusal = options.isRefusal ?? ((error: unknown) => error instanceof DecodeError)
  const problems: string[] = []
  let tried = 0
  const attempt = (input: Uint8Array, what: string, mayDecode: boolean): void => {
    tried++
    try {
      decode(input)
      if (!mayDecode) problems.push(`${what} decodes`)
    } catch (error) {
      if (!isRefusal(error)) problems.push(`${what} throws ${error}`)
    }
  }
  const most = options.most ?? Number.POSITIVE_INFINITY
  const prefixStep = Math.max(1, Math.ceil(bytes.length / most))
  for (let length = 0; length < bytes.length; length += prefixStep) {
    attempt(bytes.slice(0, length), `the prefix of ${length} bytes`, false)
  }
  if (bytes.length <= 512) {
    const bits = bytes.length * 8
    const bitStep = Math.max(1, Math.ceil(bits / most))
    for (let bit = options.seed % bitStep; bit < bits; bit += bitStep) {
      const flipped = bytes.slice()
      flipped[bit >> 3]! ^= 1 << (bit & 7)
      attempt(flipped, `bit ${bit} flipped`, true)
    }
  } else {
    const random = seededRandom(options.seed)
    const mutations = Math.min(options.mutations ?? 1000, most)
    for (let count = 0; count < mutations; count++) {
      attempt(mutated(bytes, random), `mutation ${count} of seed ${options.seed}`, true)
    }
  }
  return { tried, problems }
}

/** `bytes` with one random bit flip, insertion or deletion. */
function mutated(bytes: Uint8Array, random: (below: number) => number): Uint8Array {
  const at = random(bytes.length)
  const kind = random(3)
  if (kind === 0) {
    const flipped = bytes.slice()
    flipped[at]! ^= 1 << random(8)
    return flipped
  }
  const size = 1 + random(4)
  const middle = kind === 1 ? Array.from({ length: size }, () => random(256)) : []
  const result = new Uint8Array(at + middle.length + Math.max(0, bytes.length - at - (kind === 1 ? 0 : size)))
  result.set(bytes.subarray(0, at))
  result.set(middle, at)
  result.set(bytes.subarray(at + (kind === 1 ? 0 : size)), at + middle.length)
  return result
}
