import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { xxhash32 } from './codecs/xxhash32.js'
import { type CodecName, compress, decompress } from './compression.js'
import { CorruptRecord } from './corrupt-record.js'

const codecs: CodecName[] = ['none', 'gzip', 'snappy', 'lz4', 'zstd']
const packed: CodecName[] = ['gzip', 'snappy', 'lz4', 'zstd']
const patterned = (length: number) => Uint8Array.from({ length }, (_, index) => (index * index) >> 7)

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

  it('refuses a literal whose length has the highest bit set', () => {
    const block = Uint8Array.from([200, 1, 0, 65, 0xfc, 0xf0, 0xff, 0xff, 0xff, 66, 67, 68])
    expect(() => decompress('snappy', block)).toThrow(CorruptRecord)
  })

  it('takes no memory for lengths that a block cannot unpack to, or that are no lengths', () => {
    const claims100Mb = Uint8Array.from([0x80, 0x80, 0x80, 0x30, 0, 65])
    expect(() => decompress('snappy', claims100Mb)).toThrow('a block of 6 bytes says 100663296')
    expect(() => decompress('snappy', new Uint8Array(20).fill(0x80))).toThrow('a block without a length')
    expect(() => decompress('snappy', new Uint8Array(0))).toThrow('a block without a length')
    const zeros = compress('snappy', new Uint8Array(32 * 1024))
    expect(decompress('snappy', zeros)).toEqual(new Uint8Array(32 * 1024))
  })

  it('unpacks damaged blocks to something or refuses them', () => {
    const stream = compress('snappy', patterned(2000))
    for (let round = 0; round < 20_000; round++) {
      const damaged = stream.slice()
      for (let hit = 0; hit <= round % 3; hit++) {
        damaged[20 + ((round * 7919 + hit * 104729) % (stream.length - 20))] = (round * 31 + hit * 17) & 255
      }
      try {
        expect(decompress('snappy', damaged, 100_000).length).toBeLessThanOrEqual(100_000)
      } catch (error) {
        if (!(error instanceof CorruptRecord)) throw error
      }
    }
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

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]))
}

describe('zstd', () => {
  it('unpacks a frame that does not say what it holds, within the limit', () => {
    // 300,000 zeros as a stream writes them: no content size, blocks of one repeated byte.
    const block = (bytes: number, isLast: boolean): number[] => {
      const header = (bytes << 3) | (1 << 1) | (isLast ? 1 : 0)
      return [header & 255, (header >> 8) & 255, header >> 16, 0]
    }
    const blocks = [
      ...block(128 * 1024, false),
      ...block(128 * 1024, false),
      ...block(300_000 - 256 * 1024, true),
    ]
    const frame = Uint8Array.from([0x28, 0xb5, 0x2f, 0xfd, 0, 0x38, ...blocks])
    expect(decompress('zstd', frame, 300_000)).toEqual(new Uint8Array(300_000))
    expect(() => decompress('zstd', frame, 299_999)).toThrow(CorruptRecord)
  })

  it('unpacks several frames one behind the other, within the limit', () => {
    const sizes = [1000, 50_000, 0, 1]
    const frames = sizes.map((size) => compress('zstd', new Uint8Array(size).fill(size % 251)))
    const all = sizes.map((size) => new Uint8Array(size).fill(size % 251))
    expect(decompress('zstd', joined(frames), 51_001)).toEqual(joined(all))
    expect(() => decompress('zstd', joined(frames), 51_000)).toThrow(CorruptRecord)
    expect(() => decompress('zstd', joined(frames).subarray(0, -1))).toThrow(CorruptRecord)
  })

  it('unpacks what is behind a checksum', () => {
    // A file of "abc" as `zstd --check` packs it.
    const frame = Uint8Array.from([0x28, 0xb5, 0x2f, 0xfd, 36, 3, 25, 0, 0, 97, 98, 99, 153, 9, 119, 173])
    const wrong = Uint8Array.from(frame).fill(0, -4)
    expect(new TextDecoder().decode(decompress('zstd', joined([frame, frame])))).toBe('abcabc')
    expect(() => decompress('zstd', wrong)).toThrow(CorruptRecord)
  })

  it('comes to an end over a frame that other decoders never end over', () => {
    const frame =
      '28b52ffd20c85d0100301c7a4212b1499b970434e4c148e070d6f12fd35ab447e20f838bb0fb94a091615a6819c58a091dec17e6'
    expect(() => decompress('zstd', new Uint8Array(Buffer.from(frame, 'hex')))).toThrow(CorruptRecord)
  })

  it('comes to an end over whatever follows a frame header', () => {
    let state = 1
    const next = (): number => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      return state >>> 24
    }
    for (let round = 0; round < 20_000; round++) {
      const bytes = Uint8Array.from({ length: 4 + (round % 200) }, next)
      bytes.set([0x28, 0xb5, 0x2f, 0xfd])
      try {
        expect(decompress('zstd', bytes, 100_000).length).toBeLessThanOrEqual(100_000)
      } catch (error) {
        if (!(error instanceof CorruptRecord)) throw error
      }
    }
  })
})
