/**
 * Batches of magic 2 for clients that only know message formats 0 and 1 (Fetch versions 0 to 3). Owns what is
 * lost on the way: headers, producer ids, control batches, in format 0 also times. Refuses zstd, which the
 * old formats have no number for (KIP-110).
 */
import { concatBytes, viewOf } from './bytes.js'
import type { CodecName } from './codec-name.js'
import { CorruptRecord } from './corrupt-record.js'
import { encodeMessageSet } from './legacy-message-set.js'
import { decodeBatch, type ReadOptions } from './record.js'
import { batchAttributes, batchMagic, isControlBatch, wholeBatchSize } from './record-batch.js'

/**
 * The records of `bytes` in format `magic`; batches of that format or an older one stay as they are. Records
 * before `firstOffset` are left out where they are not compressed. A batch cut short at the end is left out.
 * Empty when nothing is left to show.
 */
export function convertDown(
  bytes: Uint8Array,
  magic: 0 | 1,
  firstOffset: number,
  options: ReadOptions = {},
): Uint8Array {
  const view = viewOf(bytes)
  const parts: Uint8Array[] = []
  let at = 0
  for (
    let size = wholeBatchSize(view, 0, bytes.length);
    size > 0;
    size = wholeBatchSize(view, at, bytes.length)
  ) {
    const from = batchMagic(view, at)
    if (from <= magic) parts.push(bytes.subarray(at, at + size))
    else if (from < 2 || !isControlBatch(batchAttributes(view, at))) {
      parts.push(convertOne(bytes, at, magic, firstOffset, options))
    }
    at += size
  }
  return concatBytes(parts)
}

function convertOne(
  bytes: Uint8Array,
  at: number,
  magic: 0 | 1,
  firstOffset: number,
  options: ReadOptions,
): Uint8Array {
  const batch = decodeBatch(bytes, at, options)
  const codec = legacyCodec(batch.codec)
  const records =
    codec === 'none' ? batch.records.filter((record) => record.offset >= firstOffset) : batch.records
  if (records.length === 0) return new Uint8Array(0)
  const isAppendTime = magic === 1 && batch.timestampType === 'LogAppendTime'
  return encodeMessageSet(records, {
    magic,
    codec,
    ...(isAppendTime ? { logAppendTime: batch.maxTimestamp } : {}),
  })
}

function legacyCodec(codec: CodecName): Exclude<CodecName, 'zstd'> {
  if (codec !== 'zstd') return codec
  throw new CorruptRecord('UNSUPPORTED_COMPRESSION_TYPE', 'zstd has no place in message formats 0 and 1')
}

/** Whether any whole batch is of a newer format than `magic`. */
export function needsDownConversion(bytes: Uint8Array, magic: 0 | 1): boolean {
  const view = viewOf(bytes)
  let at = 0
  for (
    let size = wholeBatchSize(view, 0, bytes.length);
    size > 0;
    size = wholeBatchSize(view, at, bytes.length)
  ) {
    if (batchMagic(view, at) > magic) return true
    at += size
  }
  return false
}
