/**
 * Each rule of the cleaner by itself. That they work together is for the model test, that they are Kafka's for
 * kafka-passes.test.ts.
 */
import { viewOf } from '@samsa/record/bytes'
import { encodeEndTransactionMarker } from '@samsa/record/control-record'
import { CorruptRecord } from '@samsa/record/corrupt-record'
import { type BatchOptions, encodeBatch } from '@samsa/record/encode-batch'
import { encodeMessageSet, type MessageSetOptions } from '@samsa/record/legacy-message-set'
import { type DecodedBatch, decodeBatch } from '@samsa/record/record'
import { setBatchCrc } from '@samsa/record/record-batch'
import { describe, expect, test } from 'vitest'
import type { AbortedTransaction } from '../transaction-index.js'
import { RewriteRoom } from './rewrite-room.js'
import { type CleanedBatch, type CleaningRules, cleanBatch } from './clean-batch.js'
import { CleanedTransactions } from './cleaned-transactions.js'
import { mapBatch } from './map-batch.js'
import { OffsetMap } from './offset-map.js'

const NOW = 1_000_000
const bytesOf = (text: string | null): Uint8Array | null =>
  text === null ? null : new TextEncoder().encode(text)

/** Records from offset 10 on, at 100, 101, ... milliseconds. `k=v`; `k` alone is a tombstone, `=v` has no key. */
function batchOf(rows: readonly string[], options: BatchOptions = {}): Uint8Array {
  return encodeBatch(recordsOf(rows), { baseOffset: 10, leaderEpoch: 3, ...options })
}

function recordsOf(rows: readonly string[]) {
  return rows.map((row, index) => {
    const [key, value] = row.split('=')
    const keyBytes = row.startsWith('=') ? null : bytesOf(key ?? '')
    return { timestamp: 100 + index, key: keyBytes, value: bytesOf(value ?? null) }
  })
}

/** The map after a pass saw `newest`; it speaks for offsets below `latest`. */
function mapOf(newest: Readonly<Record<string, number>>, latest = 99): OffsetMap {
  const map = new OffsetMap(1 << 12, 0.9, [1, 2, 3, 4])
  for (const [key, offset] of Object.entries(newest))
    map.put(bytesOf(key) as Uint8Array, 0, key.length, offset)
  map.latestOffset = latest
  return map
}

function rulesOf(changes: Partial<CleaningRules> = {}): CleaningRules {
  return {
    map: mapOf({}),
    transactions: new CleanedTransactions(),
    room: new RewriteRoom(),
    lastOfProducers: new Map(),
    firstUncleanableOffset: 100,
    now: NOW,
    deleteRetentionMs: 500,
    retainLegacyDeletes: false,
    ...changes,
  }
}

function clean(bytes: Uint8Array, changes: Partial<CleaningRules> = {}): CleanedBatch {
  return cleanBatch(rulesOf(changes), bytes, viewOf(bytes), 0, bytes.length)
}

/** What is left, as `offset:key=value`. */
function rowsOf({ bytes }: CleanedBatch): string[] {
  const text = (from: Uint8Array | null): string => (from === null ? '' : new TextDecoder().decode(from))
  return decodeBatch(bytes).records.map(
    ({ offset, key, value }) => `${offset}:${text(key)}${value === null ? '' : `=${text(value)}`}`,
  )
}

const left = (cleaned: CleanedBatch): DecodedBatch => decodeBatch(cleaned.bytes)

describe('records', () => {
  test('those that are the newest of their keys stay, with their offsets', () => {
    const cleaned = clean(batchOf(['a=1', 'b=2', 'a=3', 'c=4']), { map: mapOf({ a: 12, b: 50, c: 13 }) })
    expect(rowsOf(cleaned)).toEqual(['12:a=3', '13:c=4'])
    expect(cleaned).toMatchObject({ keep: 'rewritten', recordsRead: 4, recordsKept: 2, keylessRecords: 0 })
  })

  test('a batch that loses nothing stays as it is, byte for byte', () => {
    const bytes = batchOf(['a=1', 'b=2'])
    const cleaned = clean(bytes, { map: mapOf({ a: 10, b: 11 }) })
    expect([cleaned.keep, cleaned.bytes]).toEqual(['whole', bytes])
  })

  test('a key that the dirty part does not have is the newest there is', () => {
    expect(clean(batchOf(['a=1']), { map: mapOf({ b: 5 }) }).keep).toBe('whole')
  })

  test('what lies behind the end of the map stays, whatever it is', () => {
    const cleaned = clean(batchOf(['a=1', 'a=2', '=3']), { map: mapOf({ a: 10 }, 10) })
    expect(cleaned.keep).toBe('whole')
  })

  test('a record without a key goes', () => {
    const cleaned = clean(batchOf(['=1', 'a=2']))
    expect([rowsOf(cleaned), cleaned.keylessRecords]).toEqual([['11:a=2'], 1])
  })

  test('a batch that loses all goes', () => {
    expect(clean(batchOf(['a=1']), { map: mapOf({ a: 50 }) })).toMatchObject({ keep: 'none', recordsKept: 0 })
  })
})

describe('tombstones', () => {
  test('get their batch a horizon when a pass first sees them', () => {
    const cleaned = clean(batchOf(['a', 'b=2']))
    expect(rowsOf(cleaned)).toEqual(['10:a', '11:b=2'])
    expect(left(cleaned)).toMatchObject({
      deleteHorizonMs: NOW + 500,
      baseTimestamp: NOW + 500,
      maxTimestamp: 101,
    })
    expect(left(cleaned).records.map(({ timestamp }) => timestamp)).toEqual([100, 101])
  })

  test.each([
    ['stay before it', NOW + 1, ['10:a', '11:b=2']],
    ['go once it has come', NOW, ['11:b=2']],
  ])('%s', (_, deleteHorizonMs, expected) => {
    const cleaned = clean(batchOf(['a', 'b=2'], { deleteHorizonMs }))
    expect(rowsOf(cleaned)).toEqual(expected)
    expect(left(cleaned).deleteHorizonMs).toBe(deleteHorizonMs)
  })

  test('those of formats 0 and 1 go with the age of their segment, and get a horizon if they stay', () => {
    const [bytes] = [encodeMessageSet(recordsOf(['a']), { magic: 1, baseOffset: 10 })]
    expect(clean(bytes).keep).toBe('none')
    const cleaned = clean(bytes, { retainLegacyDeletes: true })
    expect(left(cleaned)).toMatchObject({
      magic: 2,
      baseOffset: 10,
      deleteHorizonMs: NOW + 500,
      maxTimestamp: 100,
    })
  })
})

describe('a rewritten batch', () => {
  const facts = { producerId: 7, producerEpoch: 2, baseSequence: 40, isTransactional: true }

  test.each(['none', 'gzip', 'snappy', 'lz4'] as const)('keeps what its header said, %s', (codec) => {
    const bytes = batchOf(['a=1', 'b=2', 'c=3', 'd=4'], { ...facts, codec })
    const cleaned = clean(bytes, { map: mapOf({ a: 50, d: 51 }) })
    expect(left(cleaned)).toMatchObject({
      ...facts,
      codec,
      baseOffset: 10,
      lastOffset: 13,
      lastSequence: 43,
      partitionLeaderEpoch: 3,
      recordCount: 2,
      timestampType: 'CreateTime',
      baseTimestamp: 101,
      maxTimestamp: 102,
    })
    expect(rowsOf(cleaned)).toEqual(['11:b=2', '12:c=3'])
  })

  test('with log append time has it for every record', () => {
    const bytes = batchOf(['a=1', 'b=2'], { timestampType: 'LogAppendTime', logAppendTime: 900 })
    const batch = left(clean(bytes, { map: mapOf({ a: 50 }) }))
    expect(batch).toMatchObject({ timestampType: 'LogAppendTime', baseTimestamp: 900, maxTimestamp: 900 })
    // The record's own time is gone: its delta is 0.
    expect(batch.sizeInBytes).toBe(61 + 1 + 1 + 1 + 1 + 2 + 2 + 1)
  })

  test('counts times that lie far from the first one left', () => {
    const records = [0, 5_000_000_000_000, 3].map((timestamp, index) => ({
      timestamp,
      key: bytesOf(`${index}`),
      value: bytesOf('v'.repeat(62)),
    }))
    const batch = left(clean(encodeBatch(records, { baseOffset: 10 }), { map: mapOf({ 0: 50 }) }))
    expect(batch.records.map(({ timestamp }) => timestamp)).toEqual([5_000_000_000_000, 3])
  })
})

describe('batches without records', () => {
  const producer = { producerId: 7, producerEpoch: 2, baseSequence: 40 }
  const map = mapOf({ a: 50 })

  test.each([
    ['stays for the last sequence of its producer', 10, 2, true],
    ['goes when the producer has written since', 50, 2, false],
    ['goes when no data of the producer is known', -1, 2, false],
  ])('one that loses all %s', (_, lastDataOffset, producerEpoch, stays) => {
    const lastOfProducers = new Map([[7, { lastDataOffset, producerEpoch }]])
    const cleaned = clean(batchOf(['a=1'], { ...producer, codec: 'gzip' }), { map, lastOfProducers })
    expect(cleaned.keep).toBe(stays ? 'rewritten' : 'none')
    if (!stays) return
    expect(left(cleaned)).toMatchObject({
      ...producer,
      codec: 'none',
      recordCount: 0,
      lastSequence: 40,
      baseTimestamp: -1,
      maxTimestamp: 100,
      deleteHorizonMs: null,
    })
    expect(clean(cleaned.bytes, { map, lastOfProducers }).bytes).toEqual(cleaned.bytes)
    expect(clean(cleaned.bytes, { map }).keep).toBe('none')
  })

  test('the last one before the end of the pass stays, so that the log end is known', () => {
    expect(left(clean(batchOf(['a=1']), { map, firstUncleanableOffset: 11 }))).toMatchObject({
      baseOffset: 10,
      lastOffset: 10,
      recordCount: 0,
    })
  })

  test.each<MessageSetOptions>([
    { magic: 0, baseOffset: 10 },
    { magic: 1, baseOffset: 10, codec: 'gzip', logAppendTime: 900 },
  ])('so does the place of an older message: %j', (options) => {
    const bytes = encodeMessageSet(recordsOf(['a=1']), options)
    const batch = left(clean(bytes, { map, firstUncleanableOffset: 11 }))
    const maxTimestamp = options.logAppendTime ?? -1
    const timestampType = options.magic === 0 ? 'CreateTime' : 'LogAppendTime'
    const producerId = -1
    expect(batch).toMatchObject({
      magic: 2,
      baseOffset: 10,
      recordCount: 0,
      maxTimestamp,
      timestampType,
      producerId,
    })
  })
})

test.each<[MessageSetOptions, object]>([
  [
    { magic: 0, codec: 'lz4' },
    { codec: 'lz4', timestampType: 'CreateTime', maxTimestamp: -1 },
  ],
  [
    { magic: 1, codec: 'snappy' },
    { codec: 'snappy', timestampType: 'CreateTime', maxTimestamp: 102 },
  ],
  [
    { magic: 1, codec: 'gzip', logAppendTime: 900 },
    { codec: 'gzip', timestampType: 'LogAppendTime', maxTimestamp: 900 },
  ],
])(
  'messages of an older format become a batch of magic 2, from the first that is left: %j',
  (options, expected) => {
    const bytes = encodeMessageSet(recordsOf(['a=1', 'b=2', 'c=3']), { ...options, baseOffset: 10 })
    const cleaned = clean(bytes, { map: mapOf({ a: 50 }) })
    expect(left(cleaned)).toMatchObject({
      magic: 2,
      baseOffset: 11,
      lastOffset: 12,
      partitionLeaderEpoch: -1,
      ...expected,
    })
    expect(rowsOf(cleaned)).toEqual(['11:b=2', '12:c=3'])
  },
)

describe('transactions', () => {
  const producer = { producerId: 7, producerEpoch: 2, baseSequence: 0, isTransactional: true }
  const data = batchOf(['a=1'], producer)
  const aborted: AbortedTransaction = { producerId: 7, firstOffset: 10, lastOffset: 11, lastStableOffset: 12 }
  const marker = (type: 'ABORT' | 'COMMIT'): Uint8Array =>
    encodeEndTransactionMarker({ type, coordinatorEpoch: 0 }, { ...producer, baseOffset: 11, timestamp: 100 })

  test('aborted data goes; its marker stays for those who read the log now, its entry in the index too', () => {
    const transactions = new CleanedTransactions()
    transactions.addAborted([aborted, aborted])
    expect(clean(data, { transactions }).keep).toBe('none')
    expect(clean(marker('ABORT'), { transactions }).keep).toBe('whole')
    expect(transactions.takeRetained()).toEqual([aborted])
    expect(transactions.takeRetained()).toEqual([])
  })

  test('aborted data stays empty for the last sequence of its producer', () => {
    const transactions = new CleanedTransactions()
    transactions.addAborted([aborted])
    const lastOfProducers = new Map([[7, { lastDataOffset: 10, producerEpoch: 2 }]])
    expect(left(clean(data, { transactions, lastOfProducers }))).toMatchObject({
      ...producer,
      recordCount: 0,
    })
  })

  test('the marker of committed data stays with the data, whatever its horizon', () => {
    const transactions = new CleanedTransactions()
    expect(clean(data, { transactions }).keep).toBe('whole')
    expect(clean(marker('COMMIT'), { transactions }).keep).toBe('whole')
  })

  test.each(['ABORT', 'COMMIT'] as const)(
    'without data, %s first gets a horizon and goes when it has come',
    (type) => {
      const first = clean(marker(type))
      expect(left(first)).toMatchObject({ isControl: true, deleteHorizonMs: NOW + 500, recordCount: 1 })
      expect(clean(first.bytes, { now: NOW + 499 }).keep).toBe('whole')
      expect(clean(first.bytes, { now: NOW + 500 }).keep).toBe('none')
    },
  )

  test.each([
    ['stays, empty, for the epoch of a producer without known data', -1, 2, 'rewritten'],
    ['goes when the producer has another epoch by now', -1, 3, 'none'],
    ['goes when data of the producer is known', 50, 2, 'none'],
  ])('a marker past its horizon %s', (_, lastDataOffset, producerEpoch, keep) => {
    const old = clean(marker('COMMIT')).bytes
    const lastOfProducers = new Map([[7, { lastDataOffset, producerEpoch }]])
    const cleaned = clean(old, { now: NOW + 500, lastOfProducers })
    expect(cleaned.keep).toBe(keep)
    if (keep === 'rewritten') expect(left(cleaned)).toMatchObject({ isControl: true, recordCount: 0 })
  })

  test('a second transaction of a producer is not taken for the first, aborted one', () => {
    const transactions = new CleanedTransactions()
    transactions.addAborted([aborted])
    clean(data, { transactions })
    clean(marker('ABORT'), { transactions })
    expect(clean(batchOf(['a=1'], { ...producer, baseOffset: 12 }), { transactions }).keep).toBe('whole')
  })
})

describe('what a map takes in', () => {
  const mapped = (bytes: Uint8Array, from = 0, map = mapOf({}, -1)): OffsetMap => {
    mapBatch(map, new CleanedTransactions(), bytes, viewOf(bytes), 0, from)
    return map
  }
  const offsetOf = (map: OffsetMap, key: string): number => map.get(bytesOf(key) as Uint8Array, 0, key.length)

  test('the last offset of each key, tombstones included, none without a key', () => {
    const map = mapped(batchOf(['a=1', 'b', 'a=2', '=3'], { codec: 'lz4' }))
    expect([offsetOf(map, 'a'), offsetOf(map, 'b'), map.size, map.latestOffset]).toEqual([12, 11, 2, 13])
  })

  test('nothing below the first dirty offset', () => {
    expect(mapped(batchOf(['a=1', 'b=2']), 12)).toMatchObject({ size: 0, latestOffset: -1 })
    expect(mapped(batchOf(['a=1', 'b=2']), 11)).toMatchObject({ size: 1, latestOffset: 11 })
  })

  test('messages of older formats too', () => {
    const bytes = encodeMessageSet(recordsOf(['a=1', 'b=2']), { magic: 1, codec: 'gzip', baseOffset: 10 })
    expect(mapped(bytes, 11)).toMatchObject({ size: 1, latestOffset: 11 })
  })

  test('as much of a batch as there is room for, where the next pass begins', () => {
    const map = new OffsetMap(24 * 3, 0.9, [1, 2, 3, 4])
    const bytes = batchOf(['a=1', 'a=2', 'b=3', 'c=4'])
    expect(mapBatch(map, new CleanedTransactions(), bytes, viewOf(bytes), 0, 0)).toBe(false)
    expect([map.latestOffset, offsetOf(map, 'a'), offsetOf(map, 'b'), offsetOf(map, 'c')]).toEqual([
      12, 11, 12, -1,
    ])
  })
})

describe('damage', () => {
  test('a wrong checksum stops the cleaner before it writes a right one over it', () => {
    const bytes = batchOf(['a=1', 'b=2'])
    bytes[70] = (bytes[70] as number) ^ 1
    expect(() => clean(bytes)).toThrow(CorruptRecord)
    expect(() => mapBatch(mapOf({}), new CleanedTransactions(), bytes, viewOf(bytes), 0, 0)).toThrow(
      CorruptRecord,
    )
  })

  test('a count that is not what the batch holds is refused under a right checksum too', () => {
    const bytes = batchOf(['a=1', 'b=2'])
    viewOf(bytes).setInt32(57, 1)
    setBatchCrc(bytes, viewOf(bytes), 0)
    expect(() => clean(bytes)).toThrow(CorruptRecord)
  })

  test('lengths that leave a record or the batch are refused under a right checksum too', () => {
    const sound = batchOf(['some key=some value', 'b=2'])
    for (let at = 61; at < sound.length; at++) {
      for (const wrong of [0x01, 0x7f, 0x80, 0xff]) {
        const bytes = sound.slice()
        bytes[at] = wrong
        setBatchCrc(bytes, viewOf(bytes), 0)
        try {
          clean(bytes, { map: mapOf({ b: 50 }) })
        } catch (error) {
          expect(error).toBeInstanceOf(CorruptRecord)
        }
      }
    }
  })
})
