import { viewOf, writeInt64 } from '@samsa/record/bytes'
import { encodeEndTransactionMarker } from '@samsa/record/control-record'
import { type BatchOptions, encodeBatch, type NewRecord } from '@samsa/record/encode-batch'
import { encodeMessageSet } from '@samsa/record/legacy-message-set'
import { decodeBatch, recordsOf } from '@samsa/record/record'
import { isBatchCrcRight, readBatchHeader, setBatchCrc } from '@samsa/record/record-batch'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AcceptedAppend, AppendPlace, AppendRules, AppendVerdict } from './append-rules.js'
import { allOf, validateAppend } from './validate-append.js'
import { validateReplicated } from './validate-replicated.js'
import { validateRequest } from './validate-request.js'

const NOW = 1_800_000_000_000
const rules: AppendRules = {
  topicPartition: 'orders-0',
  compacts: false,
  maxMessageBytes: 1_048_588,
  segmentBytes: 1 << 30,
  compression: 'producer',
  timestampType: 'CreateTime',
  timestampBeforeMaxMs: 2 ** 63,
  timestampAfterMaxMs: 3_600_000,
}
const place: AppendPlace = { origin: 'client', nextOffset: 1000, leaderEpoch: 4, now: NOW }
const text = (value: string) => new TextEncoder().encode(value)
const record = (key: string | null, timestamp = NOW): NewRecord => ({
  timestamp,
  key: key === null ? null : text(key),
  value: text('value'),
})
const two = [record('a', NOW - 5), record('b', NOW - 9)]

const append = (bytes: Uint8Array, changed: Partial<AppendRules> = {}, where: Partial<AppendPlace> = {}) =>
  validateAppend(allOf(bytes), { ...rules, ...changed }, { ...place, ...where })
const accepted = (verdict: AppendVerdict): AcceptedAppend => {
  if (verdict.error !== '') throw new Error(`${verdict.error}: ${verdict.message}`)
  return verdict
}
/** A batch with some header bytes changed and a checksum that fits again. */
function doctored(change: (view: DataView) => void, records = two, options: BatchOptions = {}): Uint8Array {
  const bytes = encodeBatch(records, options)
  change(viewOf(bytes))
  setBatchCrc(bytes, viewOf(bytes), 0)
  return bytes
}

describe('a good batch', () => {
  it('gets its offset and leader epoch in place, with its checksum as it was', () => {
    const bytes = encodeBatch(two, { leaderEpoch: 9 })
    const crc = readBatchHeader(bytes).crc
    const verdict = accepted(append(bytes))
    expect(verdict.bytes).toBe(bytes)
    expect(verdict).toMatchObject({ baseOffset: 1000, lastOffset: 1001, recordCount: 2, logAppendTime: -1 })
    expect(verdict).toMatchObject({ maxTimestamp: NOW - 5, offsetOfMaxTimestamp: 1001 })
    expect(readBatchHeader(bytes)).toMatchObject({ baseOffset: 1000, partitionLeaderEpoch: 4, crc })
  })

  it('gets the largest time of its records where the header says another', () => {
    const bytes = doctored((view) => writeInt64(view, 35, 17))
    expect(accepted(append(bytes)).maxTimestamp).toBe(NOW - 5)
    expect(readBatchHeader(bytes).maxTimestamp).toBe(NOW - 5)
    expect(isBatchCrcRight(bytes, viewOf(bytes), 0)).toBe(true)
  })

  it('gets the time of the append where the topic wants that, whatever the records say', () => {
    const bytes = encodeBatch([record('a', 5)])
    const verdict = accepted(append(bytes, { timestampType: 'LogAppendTime', timestampBeforeMaxMs: 10 }))
    expect(verdict).toMatchObject({ logAppendTime: NOW, maxTimestamp: NOW })
    expect([...recordsOf(bytes)].map(({ timestamp }) => timestamp)).toEqual([NOW])
  })

  it('loses a log append time that the client set', () => {
    const bytes = encodeBatch(two, { timestampType: 'LogAppendTime', logAppendTime: 3 })
    accepted(append(bytes))
    expect(readBatchHeader(bytes).timestampType).toBe('CreateTime')
  })

  it('may have unused attribute bits, a delete horizon bit, no times, or an empty key', () => {
    accepted(append(doctored((view) => view.setInt16(21, 0x80))))
    accepted(append(doctored((view) => view.setInt16(21, 0x40))))
    accepted(append(encodeBatch([record('a', -1)]), { timestampBeforeMaxMs: 10 }))
    accepted(append(encodeBatch([record('')]), { compacts: true }))
  })

  it.each(['gzip', 'snappy', 'lz4', 'zstd'] as const)('stays as it is when compressed with %s', (codec) => {
    const bytes = encodeBatch(two, { codec })
    expect(accepted(append(bytes)).bytes).toBe(bytes)
    expect(accepted(append(encodeBatch(two, { codec }), { compacts: true })).maxTimestamp).toBe(NOW - 5)
  })

  it('is placed whatever records it holds', () => {
    const anyRecord = fc.record({
      key: fc.uint8Array(),
      value: fc.option(fc.uint8Array()),
      timestamp: fc.nat(),
    })
    fc.assert(
      fc.property(fc.array(anyRecord, { minLength: 1 }), fc.nat(), (records, nextOffset) => {
        const { bytes } = accepted(append(encodeBatch(records), { compacts: true }, { nextOffset }))
        const offsets = [...recordsOf(bytes)].map(({ offset }) => offset)
        expect(offsets).toEqual(records.map((_, index) => nextOffset + index))
      }),
    )
  })
})

describe('batches amid other bytes', () => {
  const amid = (bytes: Uint8Array) => {
    const around = new Uint8Array(bytes.length + 200).fill(0xaa)
    around.set(bytes, 77)
    return { bytes: around, view: viewOf(around), from: 77, to: 77 + bytes.length }
  }
  const alone = ({ bytes, from, to }: AcceptedAppend) => Buffer.from(bytes.subarray(from, to))

  it.each([
    ['in place', {}, encodeBatch(two)],
    ['with another codec', { compression: 'gzip' }, encodeBatch(two, { codec: 'lz4' })],
    ['at the time of the append', { timestampType: 'LogAppendTime' }, encodeBatch(two)],
    ['unpacked to look for keys', { compacts: true }, encodeBatch(two, { codec: 'snappy' })],
    ['converted', {}, encodeMessageSet(two, { magic: 1 })],
    ['several', { compression: 'zstd' }, new Uint8Array([...encodeBatch(two), ...encodeBatch(two)])],
  ] as const)('get what they get alone: %s', (_how, changed, bytes) => {
    const there = amid(bytes)
    const verdict = accepted(validateAppend(there, { ...rules, ...changed }, place))
    const expected = accepted(append(bytes.slice(), changed))
    expect(alone(verdict)).toEqual(alone(expected))
    expect(verdict.lastOffset).toBe(expected.lastOffset)
    const beside = [...there.bytes.subarray(0, 77), ...there.bytes.subarray(77 + bytes.length)]
    expect(beside.every((byte) => byte === 0xaa)).toBe(true)
  })

  it('may not claim what lies behind them', () => {
    const there = amid(encodeBatch(two))
    there.view.setInt32(77 + 8, there.view.getInt32(77 + 8) + 1)
    expect(validateAppend(there, rules, place).error).toBe('INVALID_RECORD')
  })
})

describe('a batch is refused', () => {
  const broken = encodeBatch(two)
  broken[70]! ^= 1
  const deltas = encodeBatch([record('a'), { ...record('b'), offset: 5 }], { lastOffsetDelta: 1 })
  const old = record('a', NOW - 3_600_001)

  it.each([
    ['with a wrong checksum', broken, {}, 'CORRUPT_MESSAGE', false],
    ['of another magic', doctored((view) => view.setInt8(16, 3)), {}, 'CORRUPT_MESSAGE', false],
    ['with a base offset', encodeBatch(two, { baseOffset: 77 }), {}, 'INVALID_RECORD', true],
    ['with more records announced', doctored((view) => view.setInt32(57, 3)), {}, 'INVALID_RECORD', true],
    ['with a larger last offset', doctored((view) => view.setInt32(23, 5)), {}, 'INVALID_RECORD', true],
    ['with no records', doctored((view) => view.setInt32(57, 0)), {}, 'INVALID_RECORD', true],
    [
      'with count and last offset raised alike',
      doctored((view) => {
        view.setInt32(57, 3)
        view.setInt32(23, 2)
      }),
      {},
      'INVALID_RECORD',
      true,
    ],
    [
      'with count and last offset lowered alike',
      doctored((view) => {
        view.setInt32(57, 1)
        view.setInt32(23, 0)
      }),
      {},
      'INVALID_RECORD',
      true,
    ],
    ['with offsets that skip', deltas, {}, 'INVALID_RECORD', true],
    ['with the control bit', doctored((view) => view.setInt16(21, 0x20)), {}, 'INVALID_RECORD', true],
    [
      'with an unknown codec',
      doctored((view) => view.setInt16(21, 5)),
      {},
      'UNSUPPORTED_COMPRESSION_TYPE',
      true,
    ],
    ['with a producer id but no sequence', encodeBatch(two, { producerId: 3 }), {}, 'INVALID_RECORD', true],
    ['above max.message.bytes', encodeBatch(two), { maxMessageBytes: 80 }, 'MESSAGE_TOO_LARGE', false],
    ['above the segment size', encodeBatch(two), { segmentBytes: 80 }, 'RECORD_LIST_TOO_LARGE', false],
    [
      'that says gzip and is none',
      doctored((v) => v.setInt16(21, 1)),
      { compacts: true },
      'INVALID_RECORD',
      true,
    ],
    ['too old', encodeBatch([old]), { timestampBeforeMaxMs: 3_600_000 }, 'INVALID_TIMESTAMP', true],
    ['too new', encodeBatch([record('a', NOW + 3_600_001)]), {}, 'INVALID_TIMESTAMP', true],
    [
      'too new, compressed',
      encodeBatch([record('a', NOW + 3_600_001)], { codec: 'gzip' }),
      {},
      'INVALID_TIMESTAMP',
      true,
    ],
    [
      'too old, compressed',
      encodeBatch([old], { codec: 'lz4' }),
      { timestampBeforeMaxMs: 9 },
      'INVALID_TIMESTAMP',
      true,
    ],
    ['of nothing', new Uint8Array(0), {}, 'INVALID_RECORD', false],
  ] as const)('%s', (_name, bytes, changed, error, answersLogStart) => {
    expect(append(bytes.slice(), changed)).toMatchObject({ error, answersLogStart })
  })

  it.each(['none', 'snappy'] as const)(
    'record by record for missing keys on a compacted topic (%s)',
    (codec) => {
      const verdict = append(encodeBatch([record('a'), record(null), record(null)], { codec }), {
        compacts: true,
      })
      expect(verdict).toMatchObject({ error: 'INVALID_RECORD', answersLogStart: true })
      expect(verdict).toMatchObject({ recordErrors: [{ batchIndex: 1 }, { batchIndex: 2 }] })
    },
  )

  it('for times even when keys are missing too, and names each record once', () => {
    const records = [record(null, NOW + 9e9), record('b', NOW + 9e9), record('c')]
    const verdict = append(encodeBatch(records), { compacts: true })
    expect(verdict).toMatchObject({ error: 'INVALID_TIMESTAMP' })
    expect(verdict).toMatchObject({ recordErrors: [{ batchIndex: 0 }, { batchIndex: 1 }] })
  })

  it('with any bit flipped, as long as it is one the checksum covers', () => {
    const good = encodeBatch(two)
    for (let bit = 16 * 8; bit < good.length * 8; bit++) {
      const bytes = good.slice()
      bytes[bit >> 3]! ^= 1 << (bit & 7)
      expect(append(bytes).error).not.toBe('')
    }
  })
})

describe('the codec of the topic', () => {
  const producer = { producerId: 5, producerEpoch: 2, baseSequence: 30, isTransactional: true }

  it.each([
    ['none', 'zstd'],
    ['none', 'gzip'],
    ['snappy', 'lz4'],
    ['gzip', 'none'],
  ] as const)('replaces %s by %s and keeps everything else', (from, to) => {
    const verdict = accepted(append(encodeBatch(two, { codec: from, ...producer }), { compression: to }))
    const batch = decodeBatch(verdict.bytes)
    expect(batch).toMatchObject({ ...producer, codec: to, baseOffset: 1000, partitionLeaderEpoch: 4 })
    expect(batch.records.map(({ timestamp, key }) => ({ timestamp, key }))).toEqual(
      two.map(({ timestamp, key }) => ({ timestamp, key })),
    )
  })

  it('leaves a batch alone that has it already', () => {
    const bytes = encodeBatch(two, { codec: 'lz4' })
    expect(accepted(append(bytes, { compression: 'lz4' })).bytes).toBe(bytes)
  })

  it.each([
    [0, 7],
    [1, 2],
    [1, 0],
    [-1, 1],
  ] as const)(
    'is not applied to records with the offset deltas %i and %i: the log behind them would be out of order',
    (first, second) => {
      const records = [
        { ...record('a'), offset: first },
        { ...record('b'), offset: second },
      ]
      const bytes = encodeBatch(records, { codec: 'snappy', lastOffsetDelta: 1 })
      expect(append(bytes, { compression: 'gzip' })).toMatchObject({ error: 'INVALID_RECORD' })
    },
  )

  it('is applied with the largest time of the records, whatever the header says', () => {
    const bytes = doctored((view) => writeInt64(view, 35, 17), two, { codec: 'lz4' })
    const verdict = accepted(append(bytes, { compression: 'zstd' }))
    expect([verdict.maxTimestamp, readBatchHeader(verdict.bytes).maxTimestamp]).toEqual([NOW - 5, NOW - 5])
  })

  it('counts against max.message.bytes after it was applied', () => {
    const bytes = encodeBatch([{ timestamp: NOW, key: null, value: new Uint8Array(5000) }], { codec: 'gzip' })
    expect(append(bytes, { compression: 'none', maxMessageBytes: 1000 }).error).toBe('MESSAGE_TOO_LARGE')
  })

  it('carries log append time', () => {
    const options = { compression: 'gzip', timestampType: 'LogAppendTime' } as const
    const batch = decodeBatch(accepted(append(encodeBatch(two), options)).bytes)
    expect(batch).toMatchObject({ codec: 'gzip', timestampType: 'LogAppendTime', maxTimestamp: NOW })
  })
})

describe('old message formats', () => {
  it.each([
    [0, 'none'],
    [0, 'lz4'],
    [1, 'none'],
    [1, 'gzip'],
  ] as const)('of magic %d (%s) become one batch of magic 2', (magic, codec) => {
    const verdict = accepted(append(encodeMessageSet(two, { magic, codec })))
    expect(verdict).toMatchObject({ baseOffset: 1000, lastOffset: 1001, recordCount: 2 })
    const batch = decodeBatch(verdict.bytes)
    expect(batch).toMatchObject({ magic: 2, codec, partitionLeaderEpoch: 4 })
    expect(batch.records.map(({ timestamp }) => timestamp)).toEqual(
      magic === 0 ? [-1, -1] : [NOW - 5, NOW - 9],
    )
  })

  it('are judged like new ones', () => {
    const keyless = encodeMessageSet([record('a'), record(null)], { magic: 1 })
    expect(append(keyless, { compacts: true })).toMatchObject({ recordErrors: [{ batchIndex: 1 }] })
    expect(append(encodeMessageSet([record('a', 9e14)], { magic: 1 })).error).toBe('INVALID_TIMESTAMP')
    const damaged = encodeMessageSet(two, { magic: 1 })
    damaged[30]! ^= 1
    expect(append(damaged).error).toBe('CORRUPT_MESSAGE')
    const wrapper = encodeMessageSet(two, { magic: 1, codec: 'gzip' })
    expect(append(new Uint8Array([...wrapper, ...wrapper])).error).toBe('INVALID_RECORD')
    expect(append(encodeMessageSet(two, { magic: 1 }).subarray(0, -1)).error).toBe('INVALID_RECORD')
  })
})

describe('a coordinator', () => {
  it('may append control batches, and several at once', () => {
    const facts = { timestamp: NOW, producerId: 1, producerEpoch: 0 }
    const marker = () => encodeEndTransactionMarker({ type: 'COMMIT', coordinatorEpoch: 0 }, facts)
    const both = new Uint8Array([...marker(), ...encodeBatch(two), ...marker()])
    const verdict = accepted(append(both, {}, { origin: 'coordinator' }))
    expect(verdict).toMatchObject({ baseOffset: 1000, lastOffset: 1003, recordCount: 4 })
    expect([...recordsOf(verdict.bytes)].map(({ offset }) => offset)).toEqual([1000, 1001, 1002, 1003])
  })
})

describe('a Produce request', () => {
  const judge = (bytes: Uint8Array | null, version: number) =>
    validateRequest(bytes, bytes === null ? null : viewOf(bytes), version)?.error
  const one = encodeBatch(two)

  it.each([
    ['null', null, 11, 'INVALID_RECORD'],
    ['nothing', new Uint8Array(0), 11, 'INVALID_RECORD'],
    ['two batches', new Uint8Array([...one, ...one]), 11, 'INVALID_RECORD'],
    ['a batch cut short', one.subarray(0, -1), 11, 'INVALID_RECORD'],
    ['magic 1', encodeMessageSet(two, { magic: 1 }), 11, 'INVALID_RECORD'],
    ['magic 1', encodeMessageSet(two, { magic: 1 }), 2, undefined],
    ['zstd', encodeBatch(two, { codec: 'gzip' }), 6, undefined],
    ['one batch', one, 3, undefined],
  ] as const)('with %s in version %d', (_name, bytes, version, error) => {
    expect(judge(bytes, version)).toBe(error)
  })

  it('knows zstd from version 7 on', () => {
    expect(judge(encodeBatch(two, { codec: 'zstd' }), 6)).toBe('UNSUPPORTED_COMPRESSION_TYPE')
    expect(judge(encodeBatch(two, { codec: 'zstd' }), 7)).toBeUndefined()
  })
})

describe('batches from a leader', () => {
  const at = (baseOffset: number) => encodeBatch(two, { baseOffset, leaderEpoch: 2 })

  it('stay as they are, gaps included, without the one cut short at the end', () => {
    const bytes = new Uint8Array([...at(10), ...at(20), ...at(30).subarray(0, 40)])
    const verdict = accepted(validateReplicated(bytes, 10))
    expect(verdict).toMatchObject({
      baseOffset: 10,
      lastOffset: 21,
      maxTimestamp: NOW - 5,
      offsetOfMaxTimestamp: 11,
    })
    expect([verdict.from, verdict.to]).toEqual([0, 2 * at(0).length])
    expect(readBatchHeader(verdict.bytes).partitionLeaderEpoch).toBe(2)
  })

  it('may be none', () => {
    expect(validateReplicated(at(1).subarray(0, 30), 0)).toMatchObject({ error: '', recordCount: 0 })
  })

  it('are refused when damaged or below the log end', () => {
    const damaged = at(10)
    damaged[65]! ^= 8
    expect(validateReplicated(damaged, 0).error).toBe('CORRUPT_MESSAGE')
    expect(validateReplicated(at(10), 11).error).toBe('OFFSET_OUT_OF_RANGE')
    expect(validateReplicated(new Uint8Array([...at(10), ...at(11)]), 10).error).toBe('OFFSET_OUT_OF_RANGE')
  })
})
