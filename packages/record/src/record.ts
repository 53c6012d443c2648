/**
 * Records out of bytes, of any magic: one by one without objects (`forEachRecord`), as objects (`recordsOf`),
 * or batch by batch with the header (`decodeBatch`). A batch cut short at the end, as a fetch may bring, is
 * ignored. Owns the loop over batches, checksums and decompression. Refuses batches whose count, sizes or
 * checksum are wrong, and too much data.
 */
import { viewOf } from './bytes.js'
import { codecOfId } from './codec-name.js'
import { decompress } from './compression.js'
import { CorruptRecord } from './corrupt-record.js'
import { forEachLegacyRecord } from './legacy-message-set.js'
import {
  BATCH_OVERHEAD,
  type BatchHeader,
  batchAttributes,
  batchBaseOffset,
  batchBaseTimestamp,
  batchMagic,
  batchMaxTimestamp,
  batchRecordCount,
  isBatchCrcRight,
  isLogAppendTime,
  readBatchHeader,
  wholeBatchSize,
} from './record-batch.js'
import { RecordCursor, type RecordHeader, type RecordView } from './record-cursor.js'

/** A record. Byte arrays are views of the batch (or of what it unpacked to): copy what must outlive it. */
export interface RecordData {
  readonly offset: number
  /** Milliseconds; -1 for none. */
  readonly timestamp: number
  readonly key: Uint8Array | null
  readonly value: Uint8Array | null
  readonly headers: readonly RecordHeader[]
}

/** A batch with its records. `baseOffset` is the first record's also for compressed magic 0 and 1. */
export interface DecodedBatch extends BatchHeader {
  readonly records: readonly RecordData[]
}

/** What reading records may take for granted. */
export interface ReadOptions {
  /** Default true. False where the bytes come from a log that checked them. */
  readonly verifyCrc?: boolean
  /** What one batch may unpack to. Default 128 MiB. */
  readonly maxDecompressedBytes?: number
}

/** Visits each record of each whole batch. The view is only good during the call. */
export function forEachRecord(
  bytes: Uint8Array,
  visit: (record: RecordView) => void,
  options: ReadOptions = {},
): void {
  const view = viewOf(bytes)
  let at = 0
  for (
    let size = wholeBatchSize(view, 0, bytes.length);
    size > 0;
    size = wholeBatchSize(view, at, bytes.length)
  ) {
    forEachRecordOfBatch(bytes, at, visit, options)
    at += size
  }
}

/** Visits each record of the batch at `at`, which must be whole. The view is only good during the call. */
export function forEachRecordOfBatch(
  bytes: Uint8Array,
  at: number,
  visit: (record: RecordView) => void,
  options: ReadOptions = {},
): void {
  const view = viewOf(bytes)
  if (batchMagic(view, at) < 2) return forEachLegacyRecord(bytes, at, visit, options.maxDecompressedBytes)
  if (options.verifyCrc !== false && !isBatchCrcRight(bytes, view, at)) {
    throw new CorruptRecord(
      'CORRUPT_MESSAGE',
      `wrong checksum of the batch at offset ${batchBaseOffset(view, at)}`,
    )
  }
  const cursor = openBatch(bytes, view, at, options.maxDecompressedBytes)
  const count = batchRecordCount(view, at)
  for (let left = count; left > 0; left--) {
    cursor.next()
    visit(cursor)
  }
  if (count < 0 || !cursor.isAtEnd) {
    throw new CorruptRecord('INVALID_RECORD', `a count of ${count} records is not what the batch holds`)
  }
}

/**
 * A cursor before the first record of the magic 2 batch at `at`, which is unpacked if need be. The CRC is not
 * looked at.
 */
export function openBatch(
  bytes: Uint8Array,
  view: DataView,
  at: number,
  maxDecompressedBytes?: number,
): RecordCursor {
  const end = at + wholeBatchSize(view, at, bytes.length)
  const attributes = batchAttributes(view, at)
  const appendTime = isLogAppendTime(attributes) ? batchMaxTimestamp(view, at) : -1
  const baseOffset = batchBaseOffset(view, at)
  const baseTimestamp = batchBaseTimestamp(view, at)
  const codec = codecOfId(attributes & 7)
  if (codec === 'none')
    return new RecordCursor(bytes, at + BATCH_OVERHEAD, end, baseOffset, baseTimestamp, appendTime)
  const records =
    at + BATCH_OVERHEAD === end && batchRecordCount(view, at) === 0
      ? new Uint8Array(0)
      : decompress(codec, bytes.subarray(at + BATCH_OVERHEAD, end), maxDecompressedBytes)
  return new RecordCursor(records, 0, records.length, baseOffset, baseTimestamp, appendTime)
}

/** All records of all whole batches, lazily by batch. */
export function* recordsOf(
  bytes: Uint8Array,
  options: ReadOptions = {},
): Generator<RecordData, void, undefined> {
  for (const batch of batchesOf(bytes, options)) yield* batch.records
}

/** All whole batches, lazily. */
export function* batchesOf(
  bytes: Uint8Array,
  options: ReadOptions = {},
): Generator<DecodedBatch, void, undefined> {
  const view = viewOf(bytes)
  let at = 0
  for (
    let size = wholeBatchSize(view, 0, bytes.length);
    size > 0;
    size = wholeBatchSize(view, at, bytes.length)
  ) {
    yield decodeBatch(bytes, at, options)
    at += size
  }
}

/** The batch at `at` with its records. Throws CorruptRecord when it is not whole. */
export function decodeBatch(bytes: Uint8Array, at = 0, options: ReadOptions = {}): DecodedBatch {
  const header = readBatchHeader(bytes, at)
  const records: RecordData[] = []
  forEachRecordOfBatch(bytes, at, (record) => records.push(recordData(record)), options)
  const baseOffset = header.magic === 2 ? header.baseOffset : (records[0]?.offset ?? header.baseOffset)
  return { ...header, baseOffset, records }
}

/** The record a view shows at this moment. */
export function recordData(record: RecordView): RecordData {
  return {
    offset: record.offset,
    timestamp: record.timestamp,
    key: record.key(),
    value: record.value(),
    headers: record.headers(),
  }
}
