/**
 * Makes a magic 2 batch from records: sizes first, one array, one pass, then compression and the CRC. The
 * bytes equal those of Kafka's own encoder where nothing is compressed. Owns the layout of a written batch
 * (KIP-98). Refuses an empty list of records, which no producer sends.
 */
import { viewOf, writeInt64 } from './bytes.js'
import { type CodecName, codecId } from './codec-name.js'
import { compress } from './compression.js'
import { attributeBits, BATCH_OVERHEAD, LOG_OVERHEAD, setBatchCrc } from './record-batch.js'
import type { RecordHeader } from './record-cursor.js'
import { varintSize, writeVarint } from './varint.js'

/** A record to be written. */
export interface NewRecord {
  /** Milliseconds; -1 for none. */
  readonly timestamp: number
  readonly key: Uint8Array | null
  readonly value: Uint8Array | null
  readonly headers?: readonly RecordHeader[]
  /** Place in the batch; by default the records follow each other without a gap. */
  readonly offset?: number
}

/** Header fields of a batch to be written; what is left out has Kafka's default (-1, none, false). */
export interface BatchOptions {
  /** Offset of the first record. Default 0. */
  readonly baseOffset?: number
  readonly codec?: CodecName
  /** Compression level of the codec; its own default where left out. */
  readonly level?: number
  readonly producerId?: number
  readonly producerEpoch?: number
  readonly baseSequence?: number
  readonly isTransactional?: boolean
  readonly isControl?: boolean
  readonly leaderEpoch?: number
  /** With `LogAppendTime`, `logAppendTime` is the batch's largest time. */
  readonly timestampType?: 'CreateTime' | 'LogAppendTime'
  readonly logAppendTime?: number
  /** Default: the first record's time. */
  readonly baseTimestamp?: number
  /** Milliseconds; takes the place of the base timestamp (KIP-534). */
  readonly deleteHorizonMs?: number
  /** Default: from the last record's offset. */
  readonly lastOffsetDelta?: number
}

const TEXT = new TextEncoder()

/** The bytes of one batch. */
export function encodeBatch(records: readonly NewRecord[], options: BatchOptions = {}): Uint8Array {
  const first = records[0]
  if (first === undefined) throw new RangeError('a batch needs a record')
  const codec = options.codec ?? 'none'
  const baseOffset = options.baseOffset ?? 0
  const baseTimestamp = options.deleteHorizonMs ?? options.baseTimestamp ?? first.timestamp
  const sizes = records.map((record, index) => recordSize(record, index, baseOffset, baseTimestamp))
  let length = 0
  for (const size of sizes) length += varintSize(size) + size
  const plain = new Uint8Array(BATCH_OVERHEAD + length)
  let at = BATCH_OVERHEAD
  let maxTimestamp = -1
  for (let index = 0; index < records.length; index++) {
    const record = records[index] as NewRecord
    if (record.timestamp > maxTimestamp) maxTimestamp = record.timestamp
    at = writeVarint(plain, at, sizes[index] as number)
    at = writeRecord(plain, at, record, deltaOf(record, index, baseOffset), record.timestamp - baseTimestamp)
  }
  const last = deltaOf(records[records.length - 1] as NewRecord, records.length - 1, baseOffset)
  const bytes =
    codec === 'none' ? plain : withPayload(compress(codec, plain.subarray(BATCH_OVERHEAD), options.level))
  writeHeader(bytes, options, {
    baseTimestamp,
    maxTimestamp:
      options.timestampType === 'LogAppendTime' ? (options.logAppendTime ?? maxTimestamp) : maxTimestamp,
    lastOffsetDelta: options.lastOffsetDelta ?? last,
    recordCount: records.length,
  })
  return bytes
}

function withPayload(payload: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(BATCH_OVERHEAD + payload.length)
  bytes.set(payload, BATCH_OVERHEAD)
  return bytes
}

function writeHeader(
  bytes: Uint8Array,
  options: BatchOptions,
  facts: { baseTimestamp: number; maxTimestamp: number; lastOffsetDelta: number; recordCount: number },
): void {
  const view = viewOf(bytes)
  writeInt64(view, 0, options.baseOffset ?? 0)
  view.setInt32(8, bytes.length - LOG_OVERHEAD)
  view.setInt32(12, options.leaderEpoch ?? -1)
  view.setInt8(16, 2)
  const attributes = attributeBits({
    codecId: codecId(options.codec ?? 'none'),
    logAppendTime: options.timestampType === 'LogAppendTime',
    isTransactional: options.isTransactional ?? false,
    isControl: options.isControl ?? false,
    deleteHorizon: options.deleteHorizonMs !== undefined,
  })
  view.setInt16(21, attributes)
  view.setInt32(23, facts.lastOffsetDelta)
  writeInt64(view, 27, facts.baseTimestamp)
  writeInt64(view, 35, facts.maxTimestamp)
  writeInt64(view, 43, options.producerId ?? -1)
  view.setInt16(51, options.producerEpoch ?? -1)
  view.setInt32(53, options.baseSequence ?? -1)
  view.setInt32(57, facts.recordCount)
  setBatchCrc(bytes, view, 0)
}

function deltaOf(record: NewRecord, index: number, baseOffset: number): number {
  return record.offset === undefined ? index : record.offset - baseOffset
}

function recordSize(record: NewRecord, index: number, baseOffset: number, baseTimestamp: number): number {
  const headers = record.headers ?? []
  let size = 1 + varintSize(record.timestamp - baseTimestamp) + varintSize(deltaOf(record, index, baseOffset))
  size += sizeOfBytes(record.key) + sizeOfBytes(record.value) + varintSize(headers.length)
  for (const { key, value } of headers) {
    const length = utf8Length(key)
    size += varintSize(length) + length + sizeOfBytes(value)
  }
  return size
}

function sizeOfBytes(bytes: Uint8Array | null): number {
  return bytes === null ? 1 : varintSize(bytes.length) + bytes.length
}

function writeRecord(
  into: Uint8Array,
  start: number,
  record: NewRecord,
  delta: number,
  elapsed: number,
): number {
  let at = start + 1
  at = writeVarint(into, at, elapsed)
  at = writeVarint(into, at, delta)
  at = writeBytes(into, at, record.key)
  at = writeBytes(into, at, record.value)
  const headers = record.headers ?? []
  at = writeVarint(into, at, headers.length)
  for (const { key, value } of headers) at = writeBytes(into, writeBytes(into, at, TEXT.encode(key)), value)
  return at
}

function writeBytes(into: Uint8Array, start: number, bytes: Uint8Array | null): number {
  if (bytes === null) return writeVarint(into, start, -1)
  const at = writeVarint(into, start, bytes.length)
  into.set(bytes, at)
  return at + bytes.length
}

function utf8Length(text: string): number {
  let length = text.length
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    if (unit < 128) continue
    if (unit < 2048) length += 1
    else if (unit >= 0xd800 && unit < 0xdc00 && isLowSurrogate(text.charCodeAt(index + 1))) {
      length += 2
      index++
    } else length += 2
  }
  return length
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000
}
