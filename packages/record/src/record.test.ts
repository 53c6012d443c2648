import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { viewOf } from './bytes.js'
import type { CodecName } from './compression.js'
import { encodeEndTransactionMarker, readEndTransactionMarker } from './control-record.js'
import { convertDown, needsDownConversion } from './convert-batch.js'
import { CorruptRecord } from './corrupt-record.js'
import { encodeBatch, type NewRecord } from './encode-batch.js'
import { encodeMessageSet } from './legacy-message-set.js'
import { decodeBatch, forEachRecord, recordsOf } from './record.js'
import {
  isBatchCrcRight,
  readBatchHeader,
  setBatchBaseOffset,
  setBatchTimestampTypeAndMax,
} from './record-batch.js'

const codecs: CodecName[] = ['none', 'gzip', 'snappy', 'lz4', 'zstd']
const text = (value: string) => new TextEncoder().encode(value)
const some: NewRecord[] = [
  { timestamp: 1000, key: text('a'), value: text('first') },
  { timestamp: 900, key: null, value: text('second'), headers: [{ key: 'ключ', value: null }] },
  { timestamp: 1100, key: text('c'), value: null, headers: [{ key: '', value: text('x') }] },
]

const nullableBytes = fc.option(fc.uint8Array({ maxLength: 40 }))
const anyRecord: fc.Arbitrary<NewRecord> = fc.record({
  timestamp: fc.integer({ min: -1, max: 2 ** 45 }),
  key: nullableBytes,
  value: nullableBytes,
  headers: fc.array(fc.record({ key: fc.string({ unit: 'grapheme', maxLength: 8 }), value: nullableBytes }), {
    maxLength: 3,
  }),
})

describe('a batch', () => {
  it('reads as it was written, with any records and codec', () => {
    fc.assert(
      fc.property(
        fc.array(anyRecord, { minLength: 1, maxLength: 20 }),
        fc.constantFrom(...codecs),
        fc.integer({ min: 0, max: 2 ** 50 }),
        (records, codec, baseOffset) => {
          const bytes = encodeBatch(records, { baseOffset, codec })
          const expected = records.map((record, index) => ({ ...record, offset: baseOffset + index }))
          expect([...recordsOf(bytes)]).toEqual(expected)
        },
      ),
      { numRuns: 200 },
    )
  })

  it.each(codecs)('answers every cut and every flipped bit with a typed error (%s)', (codec) => {
    const bytes = encodeBatch(some, { codec, baseOffset: 5 })
    for (let length = 0; length < bytes.length; length++) {
      expect([...recordsOf(bytes.subarray(0, length))]).toEqual([])
      expect(() => decodeBatch(bytes.subarray(0, length))).toThrow(CorruptRecord)
    }
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = bytes.slice()
      flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << (bit & 7))
      for (const verifyCrc of [true, false]) {
        try {
          for (const _ of recordsOf(flipped, { verifyCrc, maxDecompressedBytes: 100_000 }));
        } catch (error) {
          expect(error).toBeInstanceOf(CorruptRecord)
        }
      }
    }
  })

  it('shows records one by one without keeping them', () => {
    const seen: unknown[] = []
    forEachRecord(encodeBatch(some, { baseOffset: 7 }), (record) => {
      seen.push([record.offset, record.timestamp, record.keyLength, record.valueLength, record.headerCount])
    })
    expect(seen).toEqual([
      [7, 1000, 1, 5, 0],
      [8, 900, -1, 6, 1],
      [9, 1100, 1, -1, 1],
    ])
  })

  it('takes its place in the log without a new checksum', () => {
    const bytes = encodeBatch(some)
    setBatchBaseOffset(viewOf(bytes), 0, 2 ** 40 + 3)
    expect(readBatchHeader(bytes)).toMatchObject({ baseOffset: 2 ** 40 + 3, lastOffset: 2 ** 40 + 5 })
    expect(isBatchCrcRight(bytes, viewOf(bytes), 0)).toBe(true)
  })

  it('hides the times of its records behind log append time, and shows them again', () => {
    const bytes = encodeBatch(some)
    setBatchTimestampTypeAndMax(bytes, viewOf(bytes), 0, 'LogAppendTime', 5000)
    expect([...recordsOf(bytes)].map((record) => record.timestamp)).toEqual([5000, 5000, 5000])
    setBatchTimestampTypeAndMax(bytes, viewOf(bytes), 0, 'CreateTime', 1100)
    expect([...recordsOf(bytes)].map((record) => record.timestamp)).toEqual([1000, 900, 1100])
    expect(readBatchHeader(bytes)).toEqual(readBatchHeader(encodeBatch(some)))
  })

  it('names sequences that wrap', () => {
    const bytes = encodeBatch(some, { producerId: 1, producerEpoch: 0, baseSequence: 0x7ffffffe })
    expect(readBatchHeader(bytes).lastSequence).toBe(0)
  })
})

describe('a transaction marker', () => {
  it('reads as it was written', () => {
    const marker = { type: 'COMMIT', coordinatorEpoch: 12 } as const
    const bytes = encodeEndTransactionMarker(marker, { timestamp: 5, producerId: 9, producerEpoch: 1 })
    expect(readEndTransactionMarker(bytes, 0)).toEqual(marker)
    expect(readBatchHeader(bytes)).toMatchObject({ isControl: true, isTransactional: true, baseSequence: -1 })
  })
})

describe('a message set of format 0 or 1', () => {
  const plain = some.map(({ timestamp, key, value }) => ({ timestamp, key, value }))

  it.each([
    [0, 'none'],
    [0, 'gzip'],
    [0, 'snappy'],
    [0, 'lz4'],
    [1, 'none'],
    [1, 'gzip'],
    [1, 'snappy'],
    [1, 'lz4'],
  ] as const)(
    'reads as it was written (format %d, %s), and every flipped bit is a typed error',
    (magic, codec) => {
      const bytes = encodeMessageSet(plain, { magic, codec, baseOffset: 40 })
      const expected = plain.map((record, index) => ({
        ...record,
        offset: 40 + index,
        timestamp: magic === 0 ? -1 : record.timestamp,
        headers: [],
      }))
      expect([...recordsOf(bytes)]).toEqual(expected)
      for (let bit = 0; bit < bytes.length * 8; bit++) {
        const flipped = bytes.slice()
        flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << (bit & 7))
        try {
          for (const _ of recordsOf(flipped, { maxDecompressedBytes: 100_000 }));
        } catch (error) {
          expect(error).toBeInstanceOf(CorruptRecord)
        }
      }
    },
  )
})

describe('conversion for old clients', () => {
  it('keeps offsets, keys and values, drops headers, and times in format 0', () => {
    const bytes = encodeBatch(some, { baseOffset: 100, codec: 'gzip' })
    expect(needsDownConversion(bytes, 1)).toBe(true)
    for (const magic of [0, 1] as const) {
      const old = convertDown(bytes, magic, 0)
      expect(needsDownConversion(old, magic)).toBe(false)
      const times = [...recordsOf(old)].map(({ offset, timestamp }) => [offset, timestamp])
      expect(times).toEqual(some.map((record, index) => [100 + index, magic === 0 ? -1 : record.timestamp]))
    }
  })

  it('leaves out control batches, and uncompressed records before the first offset', () => {
    const marker = encodeEndTransactionMarker(
      { type: 'ABORT', coordinatorEpoch: 0 },
      { timestamp: 1, producerId: 1, producerEpoch: 1, baseOffset: 3 },
    )
    const bytes = new Uint8Array([...encodeBatch(some), ...marker])
    expect([...recordsOf(convertDown(bytes, 1, 2))].map((record) => record.offset)).toEqual([2])
  })

  it('carries log append time', () => {
    const bytes = encodeBatch(some, { timestampType: 'LogAppendTime', logAppendTime: 77 })
    const old = convertDown(bytes, 1, 0)
    expect(readBatchHeader(old)).toMatchObject({ timestampType: 'LogAppendTime', maxTimestamp: 77 })
  })

  it('refuses zstd', () => {
    const error = (() => {
      try {
        return convertDown(encodeBatch(some, { codec: 'zstd' }), 1, 0)
      } catch (caught) {
        return caught
      }
    })()
    expect(error).toMatchObject({ kafkaError: 'UNSUPPORTED_COMPRESSION_TYPE' })
  })
})
