import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ByteReader } from './byte-reader.js'
import { ByteWriter, sliceByReferenceFrom } from './byte-writer.js'
import { DecodeError, type DecodeErrorKind } from './decode-error.js'
import { EncodeError } from './encode-error.js'

function written(write: (writer: ByteWriter) => void): Uint8Array {
  const writer = new ByteWriter(16)
  write(writer)
  return writer.finishOne()
}

function kindOf(read: () => unknown): DecodeErrorKind | 'fine' {
  try {
    read()
    return 'fine'
  } catch (error) {
    if (error instanceof DecodeError) return error.kind
    throw error
  }
}

function reading(...bytes: number[]): ByteReader {
  return new ByteReader(Uint8Array.from(bytes))
}

const safeInteger = fc.oneof(
  fc.maxSafeInteger(),
  fc.constantFrom(
    0,
    -1,
    2 ** 31,
    -(2 ** 31) - 1,
    2 ** 32,
    2 ** 53 - 1,
    -(2 ** 53) + 1,
    2 ** 27,
    -(2 ** 27) - 1,
  ),
)

describe('numbers survive being written and read', () => {
  test('64-bit ones, fixed and as varints', () => {
    fc.assert(
      fc.property(safeInteger, (value) => {
        const reader = new ByteReader(
          written((writer) => {
            writer.int64(value)
            writer.varlong(value)
          }),
        )
        expect([reader.int64(), reader.varlong(), reader.remaining]).toEqual([value, value, 0])
      }),
    )
  })

  test('32-bit ones, fixed and as varints', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(), (signed, natural) => {
        const unsigned = natural * 2
        const bytes = written((writer) => {
          writer.int32(signed)
          writer.varint(signed)
          writer.uint32(unsigned)
          writer.uvarint(unsigned)
        })
        const reader = new ByteReader(bytes)
        const read = [reader.int32(), reader.varint(), reader.uint32(), reader.uvarint(), reader.remaining]
        expect(read).toEqual([signed, signed, unsigned, unsigned, 0])
      }),
    )
  })

  test('varints are as short as Kafka writes them', () => {
    expect(written((writer) => writer.varlong(2 ** 53 - 1))).toHaveLength(8)
    expect(written((writer) => writer.uvarint(127))).toHaveLength(1)
    expect(written((writer) => writer.uvarint(128))).toHaveLength(2)
    expect(written((writer) => writer.uvarint(4294967295))).toHaveLength(5)
  })

  test('64-bit numbers beyond the safe integers are refused on both sides', () => {
    expect(kindOf(() => reading(0, 0x20, 0, 0, 0, 0, 0, 0).int64())).toBe('int64-range')
    expect(kindOf(() => reading(0xff, 0xe0, 0, 0, 0, 0, 0, 0).int64())).toBe('int64-range')
    expect(kindOf(() => reading(255, 255, 255, 255, 255, 255, 255, 255, 255, 1).varlong())).toBe(
      'int64-range',
    )
    expect(() => written((writer) => writer.int64(2 ** 53))).toThrow(EncodeError)
    expect(() => written((writer) => writer.varlong(0.5))).toThrow(EncodeError)
  })

  test('numbers that their width cannot hold are refused instead of cut', () => {
    for (const write of [
      (writer: ByteWriter) => writer.int8(128),
      (writer: ByteWriter) => writer.int16(-32769),
      (writer: ByteWriter) => writer.uint16(65536),
      (writer: ByteWriter) => writer.int32(2 ** 31),
      (writer: ByteWriter) => writer.uint32(-1),
      (writer: ByteWriter) => writer.int32(Number.NaN),
    ]) {
      expect(() => written(write)).toThrow(EncodeError)
    }
  })

  test('varints that are too long are refused', () => {
    expect(kindOf(() => reading(255, 255, 255, 255, 16).uvarint())).toBe('value')
    expect(kindOf(() => reading(255, 255, 255, 255, 255, 255, 255, 255, 255, 2).varlong())).toBe('value')
    expect(kindOf(() => reading(255, 255).uvarint())).toBe('truncated')
  })
})

describe('texts', () => {
  test('of any alphabet and length survive, interned or not', () => {
    const text = fc.oneof(
      fc.string({ maxLength: 300 }),
      fc.string({ unit: 'grapheme', maxLength: 100 }),
      fc.integer({ min: 40, max: 140 }).map((length) => 'x'.repeat(length)),
    )
    fc.assert(
      fc.property(text, (value) => {
        const expected = Buffer.from(value).toString()
        const bytes = written((writer) => {
          writer.string(value)
          writer.compactString(value)
          writer.string(value)
          writer.compactNullableString(value)
        })
        const reader = new ByteReader(bytes)
        const read = [reader.string(), reader.compactString(), reader.name(), reader.compactNullableName()]
        expect(read).toEqual([expected, expected, expected, expected])
        expect(reader.remaining).toBe(0)
      }),
    )
  })

  test('keep a byte order mark, and show malformed UTF-8 as U+FFFD', () => {
    expect(reading(0, 3, 0xef, 0xbb, 0xbf).string()).toBe('\ufeff')
    expect(reading(0, 2, 0xff, 0x61).string()).toBe('\ufffda')
  })

  test('that repeat are the same text, and a collision is never taken for a match', () => {
    const reader = new ByteReader()
    for (let number = 0; number < 2000; number++) {
      const bytes = written((writer) => writer.string(`topic-${number}`))
      reader.reset(bytes)
      expect(reader.name()).toBe(`topic-${number}`)
      reader.position = 0
      expect(reader.name()).toBe(`topic-${number}`)
    }
  })

  test('longer than 32767 bytes are refused on both sides', () => {
    const text = 'x'.repeat(32768)
    expect(() => written((writer) => writer.string(text))).toThrow(EncodeError)
    expect(() => written((writer) => writer.compactString(text))).toThrow(EncodeError)
    const claims = written((writer) => {
      writer.uvarint(32769)
      writer.slice(new Uint8Array(40000))
    })
    expect(kindOf(() => new ByteReader(claims).compactString())).toBe('length')
  })
})

describe('hostile lengths are refused before anything is made of them', () => {
  test('of texts, bytes, arrays and tagged fields', () => {
    expect(kindOf(() => reading(0x7f, 0xff, 1).string())).toBe('length')
    expect(kindOf(() => reading(0x7f, 0xff, 1).name())).toBe('length')
    expect(kindOf(() => reading(0x7f, 0xff, 0xff, 0xff, 1).bytes())).toBe('length')
    expect(kindOf(() => reading(0x7f, 0xff, 0xff, 0xff, 1).count(1))).toBe('length')
    expect(kindOf(() => reading(0, 0, 0, 2, 0, 0, 0).nullableCount(2))).toBe('length')
    expect(kindOf(() => reading(3, 0, 0, 0).compactCount(2))).toBe('length')
    expect(kindOf(() => reading(255, 255, 255, 255, 15).compactNullableCount(1))).toBe('length')
    expect(kindOf(() => reading(1, 0, 9).skipTaggedFields())).toBe('length')
    expect(kindOf(() => reading(9, 1).taggedFieldEnd())).toBe('length')
  })

  test('and so is null where there is none', () => {
    expect(kindOf(() => reading(255, 255).string())).toBe('value')
    expect(kindOf(() => reading(0).compactString())).toBe('value')
    expect(kindOf(() => reading(255, 255, 255, 255).bytes())).toBe('value')
    expect(kindOf(() => reading(255, 255, 255, 255).count(1))).toBe('value')
    expect(kindOf(() => reading(0).compactCount(1))).toBe('value')
    expect(reading(255, 255).nullableString()).toBeNull()
    expect(reading(0).compactNullableBytes()).toBeNull()
    expect(reading(255, 255, 255, 255).nullableCount(8)).toBe(-1)
    expect(reading(0).compactNullableCount(8)).toBe(-1)
  })
})

describe('a reader', () => {
  test('reads any part of a buffer that is itself a part', () => {
    const whole = new Uint8Array(64)
    const part = whole.subarray(16, 48)
    part.set([1, 2, 3, 4, 5, 6, 7, 8], 8)
    const reader = new ByteReader(part, 8, 16)
    expect(reader.int32()).toBe(0x01020304)
    const view = reader.view(4)
    expect([view.byteOffset, view.length, reader.remaining]).toEqual([28, 4, 0])
    expect(kindOf(() => reader.int8())).toBe('truncated')
    reader.reset(part, 8, 10)
    expect(kindOf(() => reader.int32())).toBe('truncated')
    expect(reader.int16()).toBe(0x0102)
  })

  test('refuses bytes left over when asked', () => {
    const reader = reading(1, 2)
    reader.int8()
    expect(kindOf(() => reader.expectEnd())).toBe('length')
  })
})

describe('a writer', () => {
  const large = new Uint8Array(sliceByReferenceFrom).fill(7)

  test('keeps large slices by reference and small ones in its own buffer', () => {
    const writer = new ByteWriter()
    writer.int32(1)
    writer.slice(large)
    writer.slice(Uint8Array.of(9))
    expect(writer.length).toBe(5 + large.length)
    const chunks = writer.finish()
    expect(chunks).toHaveLength(3)
    expect(chunks[1]).toBe(large)
    expect(chunks[2]).toEqual(Uint8Array.of(9))
  })

  test('grows without losing slices or what it handed out before', () => {
    const writer = new ByteWriter(16)
    writer.int64(1)
    const first = writer.finishOne()
    writer.int16(2)
    writer.slice(large)
    for (let count = 0; count < 100; count++) writer.int32(count)
    const chunks = writer.finish()
    expect(chunks.map((chunk) => chunk.length)).toEqual([2, large.length, 400])
    expect(new ByteReader(chunks[2]!, 396).int32()).toBe(99)
    expect(new ByteReader(first).int64()).toBe(1)
  })

  test('puts sizes of any length in front of what it sizes', () => {
    for (const size of [0, 1, 127, 128, 16383, 16384, 70000]) {
      const bytes = written((writer) => {
        writer.int8(5)
        const place = writer.beginSized()
        writer.slice(new Uint8Array(size).fill(3))
        writer.endSized(place)
        writer.int8(6)
      })
      const reader = new ByteReader(bytes, 1)
      expect(reader.uvarint()).toBe(size)
      expect(reader.view(size).every((byte) => byte === 3)).toBe(true)
      expect([reader.int8(), reader.remaining]).toEqual([6, 0])
    }
  })

  test('starts over in the same memory after a reset', () => {
    const writer = new ByteWriter(64)
    writer.int32(1)
    const first = writer.finishOne()
    writer.reset()
    writer.int32(2)
    expect(writer.finishOne().byteOffset).toBe(first.byteOffset)
    expect(writer.finish()).toEqual([])
  })
})
