/**
 * The header of a record batch (magic 2), read and patched in place on bytes: no object per batch on the hot
 * path. Owns the byte positions, the attribute bits and the recalculation of the CRC. `readBatchHeader` also
 * reads magic 0 and 1, whose messages are batches of their own (KIP-31, KIP-32, KIP-98; delete horizon:
 * KIP-534). Refuses sizes and magics that no batch has; does not look at records (see record.ts).
 */
import { CorruptRecord } from './corrupt-record.js'
import { crc32c } from './crc32c.js'
import { type CodecName, codecOfId } from './codec-name.js'
import { readInt64, viewOf, writeInt64 } from './bytes.js'

/** Bytes of a magic 2 batch before its first record. */
export const BATCH_OVERHEAD = 61
/** Bytes of `baseOffset` and `length`, which `length` does not count. */
export const LOG_OVERHEAD = 12
/** The smallest batch of any magic: a magic 0 message with null key and value. */
export const MIN_BATCH_SIZE = 26

/** Where in a batch the magic byte lies, in every format. */
export const MAGIC_POSITION = 16
/** Where the bytes that the CRC of a magic 2 batch covers begin. */
export const CRC_COVERS_FROM = 21

const TIMESTAMP_TYPE_BIT = 0x08
const TRANSACTIONAL_BIT = 0x10
const CONTROL_BIT = 0x20
const DELETE_HORIZON_BIT = 0x40

/** Whose clock a timestamp shows. */
export type TimestampType = 'CreateTime' | 'LogAppendTime' | 'NoTimestampType'

/** What the header of one batch (or of one magic 0 or 1 message) says. */
export interface BatchHeader {
  readonly magic: 0 | 1 | 2
  /**
   * Offset of the first record. For a compressed magic 0 or 1 message: the last one's, as the header has no
   * other.
   */
  readonly baseOffset: number
  /** Offset of the last record, inclusive. */
  readonly lastOffset: number
  /** All bytes of the batch, `baseOffset` and `length` included. */
  readonly sizeInBytes: number
  /** -1 where unknown and for magic 0 and 1. */
  readonly partitionLeaderEpoch: number
  /** Unsigned. CRC32C for magic 2, CRC32 before. */
  readonly crc: number
  readonly attributes: number
  readonly codec: CodecName
  readonly timestampType: TimestampType
  readonly isTransactional: boolean
  readonly isControl: boolean
  /** Milliseconds; null without a delete horizon. */
  readonly deleteHorizonMs: number | null
  readonly lastOffsetDelta: number
  /** The time record deltas are relative to; the delete horizon where there is one. */
  readonly baseTimestamp: number
  readonly maxTimestamp: number
  /** -1 without a producer id. */
  readonly producerId: number
  readonly producerEpoch: number
  readonly baseSequence: number
  /** -1 without a sequence. */
  readonly lastSequence: number
  /** Records in the batch; 1 for magic 0 and 1, where a compressed message may hold more. */
  readonly recordCount: number
}

/** Offset of the batch's first record (of the message, for magic 0 and 1). */
export function batchBaseOffset(view: DataView, at: number): number {
  return readInt64(view, at)
}

/** The length field: bytes after it. */
export function batchLength(view: DataView, at: number): number {
  return view.getInt32(at + 8)
}

/** All bytes of the batch. */
export function batchSizeInBytes(view: DataView, at: number): number {
  return LOG_OVERHEAD + view.getInt32(at + 8)
}

/** Leader epoch, -1 for unknown. Magic 2. */
export function batchLeaderEpoch(view: DataView, at: number): number {
  return view.getInt32(at + 12)
}

/** Format of the batch: 0, 1 or 2 where the bytes are sound. */
export function batchMagic(view: DataView, at: number): number {
  return view.getInt8(at + MAGIC_POSITION)
}

/** CRC32C, unsigned. Magic 2. */
export function batchCrc(view: DataView, at: number): number {
  return view.getUint32(at + 17)
}

/** Attribute bits. Magic 2. */
export function batchAttributes(view: DataView, at: number): number {
  return view.getInt16(at + 21)
}

/** Offset of the last record less that of the first. Magic 2. */
export function batchLastOffsetDelta(view: DataView, at: number): number {
  return view.getInt32(at + 23)
}

/** Time that record deltas are relative to, or the delete horizon. Milliseconds. Magic 2. */
export function batchBaseTimestamp(view: DataView, at: number): number {
  return readInt64(view, at + 27)
}

/** Largest time of the records. Milliseconds. Magic 2. */
export function batchMaxTimestamp(view: DataView, at: number): number {
  return readInt64(view, at + 35)
}

/** Producer id, -1 for none. Magic 2. */
export function batchProducerId(view: DataView, at: number): number {
  return readInt64(view, at + 43)
}

/** Producer epoch, -1 for none. Magic 2. */
export function batchProducerEpoch(view: DataView, at: number): number {
  return view.getInt16(at + 51)
}

/** Sequence of the first record, -1 for none. Magic 2. */
export function batchBaseSequence(view: DataView, at: number): number {
  return view.getInt32(at + 53)
}

/** Number of records. Magic 2. */
export function batchRecordCount(view: DataView, at: number): number {
  return view.getInt32(at + 57)
}

/** Sequence of the last record, -1 for none. Sequences wrap from 2^31-1 to 0. Magic 2. */
export function batchLastSequence(view: DataView, at: number): number {
  const first = batchBaseSequence(view, at)
  return first === -1 ? -1 : (first + batchLastOffsetDelta(view, at)) & 0x7fffffff
}

/** Whether the batch belongs to a transaction. */
export function isTransactionalBatch(attributes: number): boolean {
  return (attributes & TRANSACTIONAL_BIT) !== 0
}

/** Whether the batch holds control records. */
export function isControlBatch(attributes: number): boolean {
  return (attributes & CONTROL_BIT) !== 0
}

/** Whether the base timestamp field holds the delete horizon. */
export function hasDeleteHorizon(attributes: number): boolean {
  return (attributes & DELETE_HORIZON_BIT) !== 0
}

/** Whether the times of the records are replaced by the batch's largest time. */
export function isLogAppendTime(attributes: number): boolean {
  return (attributes & TIMESTAMP_TYPE_BIT) !== 0
}

/** The attribute bits of a magic 2 batch. */
export function attributeBits(facts: {
  codecId: number
  logAppendTime?: boolean
  isTransactional?: boolean
  isControl?: boolean
  deleteHorizon?: boolean
}): number {
  return (
    facts.codecId |
    (facts.logAppendTime ? TIMESTAMP_TYPE_BIT : 0) |
    (facts.isTransactional ? TRANSACTIONAL_BIT : 0) |
    (facts.isControl ? CONTROL_BIT : 0) |
    (facts.deleteHorizon ? DELETE_HORIZON_BIT : 0)
  )
}

/** Gives the batch its place in the log. The CRC does not cover it. */
export function setBatchBaseOffset(view: DataView, at: number, baseOffset: number): void {
  writeInt64(view, at, baseOffset)
}

/** Says which leader appended the batch. The CRC does not cover it. Magic 2. */
export function setBatchLeaderEpoch(view: DataView, at: number, leaderEpoch: number): void {
  view.setInt32(at + 12, leaderEpoch)
}

/**
 * Sets whose clock the times show and the largest time, and recalculates the CRC. Attribute bits without a
 * meaning are cleared on the way, as Kafka does. Does nothing when both are right already. Magic 2.
 */
export function setBatchTimestampTypeAndMax(
  bytes: Uint8Array,
  view: DataView,
  at: number,
  type: 'CreateTime' | 'LogAppendTime',
  maxTimestamp: number,
): void {
  const attributes = batchAttributes(view, at)
  const append = type === 'LogAppendTime'
  if (isLogAppendTime(attributes) === append && batchMaxTimestamp(view, at) === maxTimestamp) return
  view.setInt16(at + 21, append ? (attributes & 0x7f) | TIMESTAMP_TYPE_BIT : attributes & 0x77)
  writeInt64(view, at + 35, maxTimestamp)
  setBatchCrc(bytes, view, at)
}

/** Recalculates the CRC after a change behind `CRC_COVERS_FROM`. Magic 2. */
export function setBatchCrc(bytes: Uint8Array, view: DataView, at: number): void {
  view.setUint32(at + 17, crc32c(bytes, at + CRC_COVERS_FROM, at + batchSizeInBytes(view, at)))
}

/** Whether the CRC of a whole magic 2 batch is right. */
export function isBatchCrcRight(bytes: Uint8Array, view: DataView, at: number): boolean {
  return batchCrc(view, at) === crc32c(bytes, at + CRC_COVERS_FROM, at + batchSizeInBytes(view, at))
}

/**
 * The size of the batch at `at` if all of it lies before `end`, else 0. Throws CorruptRecord on a size no
 * batch has.
 */
export function wholeBatchSize(view: DataView, at: number, end: number): number {
  if (end - at < MAGIC_POSITION + 1) return 0
  const size = batchSizeInBytes(view, at)
  const magic = batchMagic(view, at)
  if (magic < 0 || magic > 2)
    throw new CorruptRecord('CORRUPT_MESSAGE', `magic ${magic} is none of 0, 1 and 2`)
  const least = magic === 2 ? BATCH_OVERHEAD : MIN_BATCH_SIZE + (magic === 1 ? 8 : 0)
  if (size < least) {
    throw new CorruptRecord(
      'CORRUPT_MESSAGE',
      `a batch of magic ${magic} has ${size} bytes, fewer than ${least}`,
    )
  }
  return at + size <= end ? size : 0
}

/**
 * Reads the header of the batch at `at`, of any magic. Throws CorruptRecord when the batch is not whole or no
 * batch.
 */
export function readBatchHeader(bytes: Uint8Array, at = 0): BatchHeader {
  const view = viewOf(bytes)
  const size = wholeBatchSize(view, at, bytes.length)
  if (size === 0) throw new CorruptRecord('CORRUPT_MESSAGE', `the batch at byte ${at} is cut short`)
  return batchMagic(view, at) === 2 ? readHeaderV2(view, at) : readLegacyHeader(view, at)
}

function readHeaderV2(view: DataView, at: number): BatchHeader {
  const attributes = batchAttributes(view, at)
  const baseOffset = batchBaseOffset(view, at)
  const lastOffsetDelta = batchLastOffsetDelta(view, at)
  const baseTimestamp = batchBaseTimestamp(view, at)
  return {
    magic: 2,
    baseOffset,
    lastOffset: baseOffset + lastOffsetDelta,
    sizeInBytes: batchSizeInBytes(view, at),
    partitionLeaderEpoch: batchLeaderEpoch(view, at),
    crc: batchCrc(view, at),
    attributes,
    codec: codecOfId(attributes & 7),
    timestampType: isLogAppendTime(attributes) ? 'LogAppendTime' : 'CreateTime',
    isTransactional: isTransactionalBatch(attributes),
    isControl: isControlBatch(attributes),
    deleteHorizonMs: hasDeleteHorizon(attributes) ? baseTimestamp : null,
    lastOffsetDelta,
    baseTimestamp,
    maxTimestamp: batchMaxTimestamp(view, at),
    producerId: batchProducerId(view, at),
    producerEpoch: batchProducerEpoch(view, at),
    baseSequence: batchBaseSequence(view, at),
    lastSequence: batchLastSequence(view, at),
    recordCount: batchRecordCount(view, at),
  }
}

function readLegacyHeader(view: DataView, at: number): BatchHeader {
  const magic = batchMagic(view, at) as 0 | 1
  const attributes = view.getInt8(at + 17)
  const offset = batchBaseOffset(view, at)
  const timestamp = magic === 0 ? -1 : readInt64(view, at + 18)
  return {
    magic,
    baseOffset: offset,
    lastOffset: offset,
    sizeInBytes: batchSizeInBytes(view, at),
    partitionLeaderEpoch: -1,
    crc: view.getUint32(at + 12),
    attributes,
    codec: codecOfId(attributes & 7),
    timestampType:
      magic === 0 ? 'NoTimestampType' : isLogAppendTime(attributes) ? 'LogAppendTime' : 'CreateTime',
    isTransactional: false,
    isControl: false,
    deleteHorizonMs: null,
    lastOffsetDelta: 0,
    baseTimestamp: timestamp,
    maxTimestamp: timestamp,
    producerId: -1,
    producerEpoch: -1,
    baseSequence: -1,
    lastSequence: -1,
    recordCount: 1,
  }
}
