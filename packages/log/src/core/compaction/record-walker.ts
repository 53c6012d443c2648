/**
 * Walks the records of a magic 2 batch for a cleaner: where each begins and ends, where its key lies, whether
 * it has a value, and where its time stands, so that a kept record can be copied without being decoded. Owns
 * no more of a record than that. Refuses, as CorruptRecord, lengths that leave the record or the batch.
 */
import { decompress } from '@samsa/record/compression'
import { codecOfId } from '@samsa/record/codec-name'
import { CorruptRecord } from '@samsa/record/corrupt-record'
import {
  BATCH_OVERHEAD,
  batchAttributes,
  batchBaseOffset,
  batchRecordCount,
  isBatchCrcRight,
} from '@samsa/record/record-batch'

const TWO_27 = 2 ** 27
const TWO_55 = 2 ** 55
/** The broker judged the size when the batch came; this only stops what is no batch. */
const MOST_UNPACKED_BYTES = 1024 * 1024 * 1024

/** Moved with `next()`; the fields speak of one record. */
export class RecordWalker {
  /** Where the record begins: its length. */
  start = 0
  /** Where its time begins. */
  timeAt = 0
  /** Where the rest begins: offset, key, value, headers. */
  restAt = 0
  timeDelta = 0
  offsetDelta = 0
  keyStart = 0
  /** -1 for none. */
  keyLength = -1
  hasValue = false
  /** Where the next record begins. */
  at: number

  /** `bytes[start..end)` are records, unpacked. */
  constructor(
    readonly bytes: Uint8Array,
    start: number,
    readonly end: number,
  ) {
    this.at = start
  }

  /** Goes to the record that begins at `start`. */
  moveTo(start: number): void {
    this.at = start
    this.next()
  }

  /** Goes to the next record. */
  next(): void {
    this.start = this.at
    const length = this.#varint()
    const end = this.at + length
    if (length < 0 || end > this.end) throw this.#broken(`a record of ${length} bytes`)
    this.timeAt = this.at + 1
    this.at = this.timeAt
    this.timeDelta = this.#varlong()
    this.restAt = this.at
    this.offsetDelta = this.#varint()
    this.keyLength = this.#varint()
    this.keyStart = this.at
    if (this.keyLength > 0) this.at += this.keyLength
    if (this.at >= end) throw this.#broken(`a key of ${this.keyLength} bytes`)
    this.hasValue = this.#varint() >= 0
    if (this.at > end) throw this.#broken('a record without a value')
    this.at = end
  }

  /** Says that `count` records have been read. Throws unless they were all there is. */
  finish(count: number): void {
    if (count < 0 || this.at !== this.end) throw this.#broken(`a count of ${count} records`)
  }

  #varint(): number {
    const { bytes } = this
    let byte = bytes[this.at++] as number
    let raw = byte & 127
    for (let shift = 7; byte > 127; shift += 7) {
      if (shift > 28) throw this.#broken('a varint of more than five bytes')
      byte = bytes[this.at++] as number
      raw |= (byte & 127) << shift
    }
    return (raw >>> 1) ^ -(raw & 1)
  }

  #varlong(): number {
    const { bytes } = this
    let low = 0
    let middle = 0
    let high = 0
    for (let count = 0; count < 10; count++) {
      const byte = bytes[this.at++] as number
      if (count < 4) low |= (byte & 127) << (count * 7)
      else if (count < 8) middle |= (byte & 127) << ((count - 4) * 7)
      else high |= (byte & 127) << ((count - 8) * 7)
      if (byte > 127) continue
      const magnitude = (low >>> 1) + middle * TWO_27 + high * TWO_55
      return (low & 1) === 1 ? -magnitude - 1 : magnitude
    }
    throw this.#broken('a varlong of more than ten bytes')
  }

  #broken(what: string): CorruptRecord {
    return new CorruptRecord('INVALID_RECORD', `${what}, at byte ${this.at} of the records`)
  }
}

/**
 * A walker before the first record of the magic 2 batch of `size` bytes at `at`, unpacked if need be. Throws
 * CorruptRecord when the checksum is wrong: what a cleaner rewrites gets a right one, which must not cover
 * damage up.
 */
export function walkBatch(bytes: Uint8Array, view: DataView, at: number, size: number): RecordWalker {
  if (!isBatchCrcRight(bytes, view, at)) {
    const reason = `wrong checksum of the batch at offset ${batchBaseOffset(view, at)}`
    throw new CorruptRecord('CORRUPT_MESSAGE', reason)
  }
  const codec = codecOfId(batchAttributes(view, at) & 7)
  if (codec === 'none' || batchRecordCount(view, at) === 0) {
    return new RecordWalker(bytes, at + BATCH_OVERHEAD, at + size)
  }
  const packed = bytes.subarray(at + BATCH_OVERHEAD, at + size)
  const records = decompress(codec, packed, MOST_UNPACKED_BYTES)
  return new RecordWalker(records, 0, records.length)
}
