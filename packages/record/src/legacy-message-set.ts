/**
 * Message formats 0 and 1: sets of messages, a compressed one wrapping an inner set (KIP-31 relative offsets,
 * KIP-32 timestamps). Owns their bytes both ways, so that old clients and old files work. Refuses wrong
 * checksums, lengths that leave the message, and a wrapper inside a wrapper.
 */
import { readInt64, viewOf, writeInt64 } from './bytes.js'
import { type CodecName, codecId, codecOfId } from './codec-name.js'
import { compress, DEFAULT_MAX_DECOMPRESSED_BYTES, decompress } from './compression.js'
import { CorruptRecord } from './corrupt-record.js'
import { crc32 } from './crc32.js'
import type { NewRecord } from './encode-batch.js'
import {
  batchBaseOffset,
  batchMagic,
  batchSizeInBytes,
  isLogAppendTime,
  wholeBatchSize,
} from './record-batch.js'
import type { RecordHeader, RecordView } from './record-cursor.js'

const CRC_POSITION = 12
const CRC_COVERS_FROM = 16
const NO_HEADERS: readonly RecordHeader[] = []

/** One message. */
export class LegacyRecord implements RecordView {
  readonly keyLength: number
  readonly valueLength: number
  readonly headerCount = 0
  readonly #keyStart: number
  readonly #valueStart: number

  constructor(
    readonly bytes: Uint8Array,
    view: DataView,
    /** Where the message begins in `bytes`. */
    readonly at: number,
    readonly offset: number,
    readonly timestamp: number,
  ) {
    const end = at + batchSizeInBytes(view, at)
    this.#keyStart = at + (batchMagic(view, at) === 0 ? 18 : 26) + 4
    this.keyLength = lengthAt(view, this.#keyStart - 4, end)
    this.#valueStart = this.#keyStart + Math.max(this.keyLength, 0) + 4
    this.valueLength = lengthAt(view, this.#valueStart - 4, end)
    if (this.#valueStart + Math.max(this.valueLength, 0) !== end) {
      throw new CorruptRecord('CORRUPT_MESSAGE', `message ${offset} does not end where its value does`)
    }
  }

  key(): Uint8Array | null {
    return this.keyLength < 0 ? null : this.bytes.subarray(this.#keyStart, this.#keyStart + this.keyLength)
  }

  value(): Uint8Array | null {
    return this.valueLength < 0
      ? null
      : this.bytes.subarray(this.#valueStart, this.#valueStart + this.valueLength)
  }

  headers(): readonly RecordHeader[] {
    return NO_HEADERS
  }
}

function lengthAt(view: DataView, at: number, end: number): number {
  const length = at + 4 <= end ? view.getInt32(at) : -2
  if (length < -1 || at + 4 + length > end)
    throw new CorruptRecord('CORRUPT_MESSAGE', `a length of ${length} in a message`)
  return length
}

/** Whether the CRC of a whole magic 0 or 1 message is right. */
export function isLegacyCrcRight(bytes: Uint8Array, view: DataView, at: number): boolean {
  const end = at + batchSizeInBytes(view, at)
  return view.getUint32(at + CRC_POSITION) === crc32(bytes, at + CRC_COVERS_FROM, end)
}

/** Visits the records of the message at `at`: itself, or what it wraps. Checks its CRC. */
export function forEachLegacyRecord(
  bytes: Uint8Array,
  at: number,
  visit: (record: RecordView) => void,
  maxDecompressedBytes = DEFAULT_MAX_DECOMPRESSED_BYTES,
): void {
  const view = viewOf(bytes)
  const offset = batchBaseOffset(view, at)
  if (!isLegacyCrcRight(bytes, view, at))
    throw new CorruptRecord('CORRUPT_MESSAGE', `wrong checksum of message ${offset}`)
  const magic = batchMagic(view, at)
  const attributes = view.getInt8(at + 17)
  const timestamp = magic === 0 ? -1 : safeTime(view, at)
  const message = new LegacyRecord(bytes, view, at, offset, timestamp)
  const codec = codecOfId(attributes & 7)
  if (codec === 'none') return visit(message)
  const appendTime = magic === 1 && isLogAppendTime(attributes) ? timestamp : -1
  visitInner(unpack(message, magic, codec, maxDecompressedBytes), { magic, offset, appendTime }, visit)
}

function unpack(message: LegacyRecord, magic: number, codec: CodecName, maxBytes: number): Uint8Array {
  const payload = message.value()
  if (payload === null) throw new CorruptRecord('INVALID_RECORD', 'a compressed message without a value')
  if (codec === 'zstd') throw new CorruptRecord('INVALID_RECORD', `zstd in message format ${magic}`)
  return decompress(codec === 'lz4' && magic === 0 ? 'lz4-format-0' : codec, payload, maxBytes)
}

function visitInner(
  inner: Uint8Array,
  wrapper: { magic: number; offset: number; appendTime: number },
  visit: (record: RecordView) => void,
): void {
  const view = viewOf(inner)
  const positions: number[] = []
  let at = 0
  for (
    let size = wholeBatchSize(view, 0, inner.length);
    size > 0;
    size = wholeBatchSize(view, at, inner.length)
  ) {
    if (batchMagic(view, at) !== wrapper.magic || (view.getInt8(at + 17) & 7) !== 0) {
      throw new CorruptRecord('INVALID_RECORD', 'a message that does not belong inside its wrapper')
    }
    if (!isLegacyCrcRight(inner, view, at))
      throw new CorruptRecord('CORRUPT_MESSAGE', 'wrong checksum inside a wrapper')
    positions.push(at)
    at += size
  }
  const last = positions.at(-1)
  if (last === undefined || at !== inner.length) {
    throw new CorruptRecord('INVALID_RECORD', 'a compressed message that wraps no whole messages')
  }
  const base = wrapper.magic === 1 ? wrapper.offset - batchBaseOffset(view, last) : 0
  for (const position of positions) {
    const own = wrapper.magic === 0 ? -1 : safeTime(view, position)
    const timestamp = wrapper.appendTime === -1 ? own : wrapper.appendTime
    visit(new LegacyRecord(inner, view, position, base + batchBaseOffset(view, position), timestamp))
  }
}

function safeTime(view: DataView, at: number): number {
  const timestamp = readInt64(view, at + 18)
  if (Number.isSafeInteger(timestamp)) return timestamp
  throw new CorruptRecord('INVALID_RECORD', `a message's time ${timestamp} is no safe integer`)
}

/** How a message set is written. */
export interface MessageSetOptions {
  readonly magic: 0 | 1
  readonly codec?: Exclude<CodecName, 'zstd'>
  readonly level?: number
  /** Offset of the first record where records carry none. Default 0. */
  readonly baseOffset?: number
  /** Replaces the records' times and marks them so (magic 1). */
  readonly logAppendTime?: number
}

/** The bytes of a message set: one message per record, or one wrapper around them all. */
export function encodeMessageSet(records: readonly NewRecord[], options: MessageSetOptions): Uint8Array {
  const { magic, codec = 'none' } = options
  const offsets = records.map((record, index) => record.offset ?? (options.baseOffset ?? 0) + index)
  const inWrapper = codec !== 'none'
  const base = inWrapper && magic === 1 ? (offsets[0] ?? 0) : 0
  const facts = { magic, attributes: options.logAppendTime === undefined || inWrapper ? 0 : 8 }
  let length = 0
  for (const record of records) length += messageSize(magic, record)
  const plain = new Uint8Array(length)
  let at = 0
  records.forEach((record, index) => {
    const timestamp = inWrapper ? record.timestamp : (options.logAppendTime ?? record.timestamp)
    at = writeMessage(plain, at, { ...facts, offset: (offsets[index] as number) - base, timestamp }, record)
  })
  return codec === 'none' ? plain : wrap(plain, records, offsets.at(-1) ?? 0, { ...options, codec })
}

function wrap(
  plain: Uint8Array,
  records: readonly NewRecord[],
  lastOffset: number,
  options: MessageSetOptions & { codec: CodecName },
): Uint8Array {
  const { magic, codec, level, logAppendTime } = options
  const value = compress(codec === 'lz4' && magic === 0 ? 'lz4-format-0' : codec, plain, level)
  let timestamp = logAppendTime ?? -1
  if (logAppendTime === undefined)
    for (const record of records) timestamp = Math.max(timestamp, record.timestamp)
  const wrapper = { timestamp, key: null, value }
  const bytes = new Uint8Array(messageSize(magic, wrapper))
  const attributes = codecId(codec) | (logAppendTime === undefined || magic === 0 ? 0 : 8)
  writeMessage(bytes, 0, { magic, attributes, offset: lastOffset, timestamp }, wrapper)
  return bytes
}

function messageSize(magic: 0 | 1, record: NewRecord): number {
  return (magic === 0 ? 26 : 34) + (record.key?.length ?? 0) + (record.value?.length ?? 0)
}

function writeMessage(
  into: Uint8Array,
  at: number,
  facts: { magic: 0 | 1; attributes: number; offset: number; timestamp: number },
  record: NewRecord,
): number {
  const view = viewOf(into)
  const end = at + messageSize(facts.magic, record)
  writeInt64(view, at, facts.offset)
  view.setInt32(at + 8, end - at - 12)
  view.setInt8(at + 16, facts.magic)
  view.setInt8(at + 17, facts.magic === 0 ? facts.attributes & 7 : facts.attributes)
  if (facts.magic === 1) writeInt64(view, at + 18, facts.timestamp)
  let position = writeNullable(into, view, at + (facts.magic === 0 ? 18 : 26), record.key)
  position = writeNullable(into, view, position, record.value)
  view.setUint32(at + CRC_POSITION, crc32(into, at + CRC_COVERS_FROM, end))
  return position
}

function writeNullable(into: Uint8Array, view: DataView, at: number, bytes: Uint8Array | null): number {
  view.setInt32(at, bytes === null ? -1 : bytes.length)
  if (bytes === null) return at + 4
  into.set(bytes, at + 4)
  return at + 4 + bytes.length
}
