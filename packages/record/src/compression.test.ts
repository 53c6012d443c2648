import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { xxhash32 } from './codecs/xxhash32.js'
import { type CodecName, compress, decompress, loadCodec } from './compression.js'
import { CorruptRecord } from './corrupt-record.js'

const codecs: CodecName[] = ['none', 'gzip', 'snappy', 'lz4', 'zstd']
const packed: CodecName[] = ['gzip', 'snappy', 'lz4', 'zstd']
const patterned = (length: number) => Uint8Array.from({ length }, (_, index) => (index * index) >> 7)

beforeAll(() => loadCodec('zstd'))

describe.each(codecs)('%s', (codec) => {
  it.each([0, 1, 61, 32 * 1024, 64 * 1024, 64 * 1024 + 1, 300_000])('gives back %d bytes', (length) => {
    const bytes = patterned(length)
    expect(Buffer.compare(decompress(codec, compress(codec, bytes)), bytes)).toBe(0)
  })

  it('gives back any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
        expect(decompress(codec, compress(codec, bytes))).toEqual(bytes)
      }),
      { numRuns: 100 },
    )
  })
})

describe.each(packed)('%s', (codec) => {
  it('stops at the limit on what a payload unpacks to', () => {
    const bomb = compress(codec, new Uint8Array(8 * 1024 * 1024))
    expect(() => decompress(codec, bomb, 1024 * 1024)).toThrow(CorruptRecord)
    expect(decompress(codec, bomb, 8 * 1024 * 1024).length).toBe(8 * 1024 * 1024)
  })

  it('refuses every cut', () => {
    const whole = compress(codec, patterned(500))
    for (let length = 1; length < whole.length; length++) {
      try {
        expect(decompress(codec, whole.subarray(0, length)).length).toBeLessThan(500)
      } catch (error) {
        expect(error).toBeInstanceOf(CorruptRecord)
      }
    }
  })

  it('answers flipped bits with a typed error or with bytes within the limit', () => {
    const whole = compress(codec, patterned(400))
    for (let bit = 0; bit < whole.length * 8; bit++) {
      const flipped = whole.slice()
      flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << (bit & 7))
      try {
        expect(decompress(codec, flipped, 100_000).length).toBeLessThanOrEqual(100_000)
      } catch (error) {
        expect(error).toBeInstanceOf(CorruptRecord)
      }
    }
  })

  it('refuses random bytes with a typed error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        try {
          decompress(codec, bytes, 100_000)
        } catch (error) {
          expect(error).toBeInstanceOf(CorruptRecord)
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe('snappy', () => {
  it('reads one raw block, as clients without the block stream send it', () => {
    const stream = compress('snappy', patterned(1000))
    expect(decompress('snappy', stream.subarray(20))).toEqual(patterned(1000))
  })
})

describe('lz4', () => {
  it('writes and accepts the wrong header checksum of message format 0', () => {
    const wrong = compress('lz4-format-0', patterned(100))
    const right = compress('lz4', patterned(100))
    expect([wrong[6], right[6]]).toEqual([0x1a, 0x82])
    expect(decompress('lz4-format-0', wrong)).toEqual(patterned(100))
    expect(decompress('lz4-format-0', right)).toEqual(patterned(100))
    expect(() => decompress('lz4', wrong)).toThrow('wrong header checksum')
  })

  it('hashes as xxHash32 does', () => {
    const text = (value: string) => xxhash32(new TextEncoder().encode(value))
    expect(text('')).toBe(0x02cc5d05)
    expect(text('a')).toBe(0x550d7456)
    expect(text('Nobody inspects the spammish repetition')).toBe(0xe2293b2f)
  })
})
