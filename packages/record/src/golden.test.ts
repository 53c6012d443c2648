/**
 * Every vector of testdata/records.ndjson.gz that concerns records, against what Apache Kafka wrote and read.
 */
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { ByteReader } from '@samsa/protocol/bytes/byte-reader'
import { uuidFromBytes, uuidToBytes } from '@samsa/protocol/model/uuid'
import { describe, expect, it } from 'vitest'
import { readInt64, viewOf } from './bytes.js'
import { controlRecordType } from './control-record.js'
import { CorruptRecord } from './corrupt-record.js'
import { crc32 } from './crc32.js'
import { crc32c, crc32cInJavaScript } from './crc32c.js'
import { encodeBatch, type NewRecord } from './encode-batch.js'
import { encodeMessageSet } from './legacy-message-set.js'
import { batchesOf, type DecodedBatch, type RecordData, recordsOf } from './record.js'
import { varintSize, writeVarint } from './varint.js'

interface GoldenRecord {
  offset: string
  timestamp: string
  createTimestamp?: string
  sequence?: number
  key: string | null
  value: string | null
  headers?: { key: string; value: string | null }[]
}
type Facts = Record<string, string | number | boolean | null>
interface Vector {
  kind: string
  name: string
  hex: string
  batches: (Facts & { records: GoldenRecord[] })[]
  kafkaError: string
  data: string
  value: string
  safe: boolean
  bits: number
  text: string
  crc32: string
  crc32c: string
}

const lines = gunzipSync(readFileSync(new URL('../testdata/records.ndjson.gz', import.meta.url))).toString()
const vectors = lines
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Vector & Facts)
const ofKind = (kind: string) => vectors.filter((vector) => vector.kind === kind)
const unhex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'))
const hex = (bytes: Uint8Array | null) => (bytes === null ? null : Buffer.from(bytes).toString('hex'))

function factsOf(batch: DecodedBatch, golden: Facts): Facts {
  const legacy = batch.magic < 2
  const last = batch.records.at(-1)?.offset
  const facts: Facts = {
    magic: batch.magic,
    baseOffset: String(batch.baseOffset),
    lastOffset: String(batch.lastOffset),
    sizeInBytes: batch.sizeInBytes,
    codec: batch.codec,
    timestampType: batch.timestampType,
    maxTimestamp: String(batch.maxTimestamp),
    partitionLeaderEpoch: batch.partitionLeaderEpoch,
    attributes: batch.attributes,
    [legacy ? 'crc32' : 'crc32c']: String(batch.crc),
  }
  if (legacy) return { ...facts, lastOffset: String(last) }
  return {
    ...facts,
    baseTimestamp: golden.baseTimestamp === undefined ? '' : String(batch.baseTimestamp),
    lastOffsetDelta: batch.lastOffsetDelta,
    recordsCount: batch.recordCount,
    producerId: String(batch.producerId),
    producerEpoch: batch.producerEpoch,
    baseSequence: batch.baseSequence,
    lastSequence: batch.lastSequence,
    transactional: batch.isTransactional,
    control: batch.isControl,
    deleteHorizonMs: batch.deleteHorizonMs === null ? null : String(batch.deleteHorizonMs),
  }
}

function recordFacts(record: RecordData, legacy: boolean): object {
  const facts = {
    offset: String(record.offset),
    timestamp: String(record.timestamp),
    key: hex(record.key),
    value: hex(record.value),
  }
  if (legacy) return facts
  return { ...facts, headers: record.headers.map(({ key, value }) => ({ key, value: hex(value) })) }
}

function newRecords(golden: GoldenRecord[]): NewRecord[] {
  return golden.map((record) => ({
    offset: Number(record.offset),
    timestamp: Number(record.createTimestamp ?? record.timestamp),
    key: record.key === null ? null : unhex(record.key),
    value: record.value === null ? null : unhex(record.value),
    headers: (record.headers ?? []).map(({ key, value }) => ({
      key,
      value: value === null ? null : unhex(value),
    })),
  }))
}

function encodeAgain(batch: DecodedBatch, records: NewRecord[], codec = batch.codec): Uint8Array {
  const isAppendTime = batch.timestampType === 'LogAppendTime'
  if (batch.magic < 2) {
    const time = isAppendTime ? { logAppendTime: batch.maxTimestamp } : {}
    return encodeMessageSet(records, { magic: batch.magic as 0 | 1, codec: codec as 'none', ...time })
  }
  return encodeBatch(records, {
    baseOffset: batch.baseOffset,
    codec,
    producerId: batch.producerId,
    producerEpoch: batch.producerEpoch,
    baseSequence: batch.baseSequence,
    isTransactional: batch.isTransactional,
    isControl: batch.isControl,
    leaderEpoch: batch.partitionLeaderEpoch,
    timestampType: isAppendTime ? 'LogAppendTime' : 'CreateTime',
    logAppendTime: batch.maxTimestamp,
    baseTimestamp: batch.baseTimestamp,
    lastOffsetDelta: batch.lastOffsetDelta,
    ...(batch.deleteHorizonMs === null ? {} : { deleteHorizonMs: batch.deleteHorizonMs }),
  })
}

describe('batches that Kafka wrote', () => {
  it.each(ofKind('batch'))('reads $name', ({ batches: golden, hex: text }) => {
    const batches = [...batchesOf(unhex(text))]
    expect(batches.length).toBe(golden.length)
    batches.forEach((batch, index) => {
      const { records, ...facts } = golden[index] as Vector['batches'][number]
      expect(factsOf(batch, facts)).toEqual(facts)
      const expected = records.map(({ createTimestamp: _time, sequence: _sequence, ...record }) => {
        const { controlType: _type, ...rest } = record as Facts & typeof record
        return rest
      })
      expect(batch.records.map((record) => recordFacts(record, batch.magic < 2))).toEqual(expected)
    })
  })

  it.each(ofKind('batch'))(
    'writes $name so that it reads the same, byte for byte where it is not compressed',
    (vector) => {
      const bytes = unhex(vector.hex)
      let at = 0
      for (const [index, batch] of [...batchesOf(bytes)].entries()) {
        const original = bytes.subarray(at, at + batch.sizeInBytes)
        at += batch.sizeInBytes
        const records = newRecords((vector.batches[index] as Vector['batches'][number]).records)
        if (records.length === 0) continue
        const again = encodeAgain(batch, records)
        if (batch.codec === 'none') expect(hex(again)).toBe(hex(original))
        const { crc: _crc, sizeInBytes: _size, ...facts } = [...batchesOf(again)][0] as DecodedBatch
        const { crc: _crc2, sizeInBytes: _size2, ...expected } = batch
        expect(facts).toEqual(expected)
      }
    },
  )

  it('knows the types of control records', () => {
    for (const vector of ofKind('batch').filter(({ name }) => name.startsWith('control/'))) {
      const [record] = recordsOf(unhex(vector.hex))
      expect(controlRecordType((record as RecordData).key)).toBe(vector.name.split('/')[1])
    }
  })
})

describe('batches that Kafka refuses', () => {
  const names: Record<string, string> = {
    CorruptRecordException: 'CORRUPT_MESSAGE',
    InvalidRecordException: 'INVALID_RECORD',
  }
  it.each(ofKind('invalidBatch'))('refuses $name: $why', ({ hex: text, kafkaError }) => {
    let error: unknown
    try {
      for (const _ of recordsOf(unhex(text)));
    } catch (caught) {
      error = caught
    }
    expect(error).toBeInstanceOf(CorruptRecord)
    expect((error as CorruptRecord).kafkaError).toBe(names[kafkaError] ?? 'INVALID_RECORD')
  })
})

describe('small things', () => {
  it('sums CRC32C natively and in JavaScript', () => {
    for (const { data, crc32c: sum } of ofKind('crc32c')) {
      expect(crc32c(unhex(data))).toBe(Number(sum))
      expect(crc32cInJavaScript(unhex(data))).toBe(Number(sum))
      const shifted = Uint8Array.of(7, ...unhex(data), 9)
      expect(crc32c(shifted, 1, shifted.length - 1)).toBe(Number(sum))
    }
  })

  it('sums CRC32', () => {
    for (const { data, crc32: sum } of ofKind('crc32')) expect(crc32(unhex(data))).toBe(Number(sum))
  })

  it('writes and reads varints, and refuses to read what no safe integer holds', () => {
    for (const { value, safe, bits, hex: text } of ofKind('varint')) {
      const bytes = unhex(text)
      const read = () => (bits === 32 ? new ByteReader(bytes).varint() : new ByteReader(bytes).varlong())
      if (!safe) {
        expect(read).toThrow()
        continue
      }
      expect(read()).toBe(Number(value))
      const into = new Uint8Array(12)
      expect(hex(into.subarray(0, writeVarint(into, 0, Number(value))))).toBe(text)
      expect(varintSize(Number(value))).toBe(bytes.length)
    }
    for (const { value, hex: text } of ofKind('uvarint')) {
      expect(new ByteReader(unhex(text)).uvarint()).toBe(Number(value))
    }
  })

  it('writes and reads ids', () => {
    for (const { text, hex: bytes } of ofKind('uuid')) {
      expect(uuidFromBytes(unhex(bytes))).toBe(text)
      expect(hex(uuidToBytes(text) ?? null)).toBe(bytes)
    }
  })

  it('reads the numbers of transaction index entries', () => {
    for (const vector of ofKind('abortedTxn')) {
      const view = viewOf(unhex(vector.hex))
      expect(view.getInt16(0)).toBe(vector.version)
      const names = ['producerId', 'firstOffset', 'lastOffset', 'lastStableOffset']
      names.forEach((name, index) => {
        expect(String(readInt64(view, 2 + index * 8))).toBe(vector[name])
      })
    }
  })
})
