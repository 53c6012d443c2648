/**
 * Walks the records of one magic 2 batch without an object per record: one cursor, moved from record to
 * record, whose fields are positions into the bytes. Owns the layout of a record (KIP-82 headers included)
 * and every length check. Refuses, as CorruptRecord, lengths that leave the record or the batch and times
 * that are no safe integers.
 */
import { CorruptRecord } from './corrupt-record.js'

/** A record header. */
export interface RecordHeader {
  readonly key: string
  readonly value: Uint8Array | null
}

/** What any record shows, of whatever magic. Byte arrays are views: copy what is kept. */
export interface RecordView {
  readonly offset: number
  /** Milliseconds; -1 for none. */
  readonly timestamp: number
  /** -1 for a null key. */
  readonly keyLength: number
  /** -1 for a null value. */
  readonly valueLength: number
  readonly headerCount: number
  key(): Uint8Array | null
  value(): Uint8Array | null
  headers(): readonly RecordHeader[]
}

const TEXT = new TextDecoder()
const TWO_27 = 2 ** 27
const TWO_55 = 2 ** 55

/** Moved with `next()` once for each record; reads nothing before the first. */
export class RecordCursor implements RecordView {
  offset = -1
  timestamp = -1
  keyLength = -1
  valueLength = -1
  headerCount = 0
  /** The time in the record itself, which log append time hides. */
  createTimestamp = -1
  #keyStart = 0
  #valueStart = 0
  #headersStart = 0
  #at: number

  /**
   * `bytes[start..end)` are the records, decompressed. `appendTime` replaces the records' own times unless it
   * is -1.
   */
  constructor(
    readonly bytes: Uint8Array,
    private readonly start: number,
    readonly end: number,
    readonly baseOffset: number,
    readonly baseTimestamp: number,
    readonly appendTime: number,
  ) {
    this.#at = start
  }

  /** Whether all bytes have been read. */
  get isAtEnd(): boolean {
    return this.#at >= this.end
  }

  /** Moves to the next record. Throws CorruptRecord when there is none or it is malformed. */
  next(): void {
    const length = this.#varint(this.end)
    const end = this.#at + length
    if (length < 0 || end > this.end) throw this.#broken(`a record of ${length} bytes`)
    this.#at++
    this.createTimestamp = this.baseTimestamp + this.#varlong(end)
    this.timestamp = this.appendTime === -1 ? this.createTimestamp : this.appendTime
    if (!Number.isSafeInteger(this.createTimestamp))
      throw this.#broken(`a record's time ${this.createTimestamp}`)
    this.offset = this.baseOffset + this.#varint(end)
    this.keyLength = this.#length(end)
    this.#keyStart = this.#skip(this.keyLength)
    this.valueLength = this.#length(end)
    this.#valueStart = this.#skip(this.valueLength)
    this.headerCount = this.#varint(end)
    this.#headersStart = this.#at
    if (this.headerCount !== 0) this.#skipHeaders(end)
    if (this.#at !== end) throw this.#broken(`a record of ${length} bytes whose fields end elsewhere`)
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
    if (this.headerCount === 0) return NO_HEADERS
    const after = this.#at
    this.#at = this.#headersStart
    const headers: RecordHeader[] = []
    for (let left = this.headerCount; left > 0; left--) {
      const keyLength = this.#length(after)
      const key = TEXT.decode(this.bytes.subarray(this.#at, this.#at + keyLength))
      this.#at += keyLength
      const valueLength = this.#length(after)
      const value = valueLength < 0 ? null : this.bytes.subarray(this.#at, this.#at + valueLength)
      this.#skip(valueLength)
      headers.push({ key, value })
    }
    this.#at = after
    return headers
  }

  #skipHeaders(end: number): void {
    if (this.headerCount < 0 || this.headerCount > end - this.#at) {
      throw this.#broken(`a header count of ${this.headerCount}`)
    }
    for (let left = this.headerCount; left > 0; left--) {
      const keyLength = this.#length(end)
      if (keyLength < 0) throw this.#broken('a header without a key')
      this.#skip(keyLength)
      this.#skip(this.#length(end))
    }
  }

  #length(end: number): number {
    const length = this.#varint(end)
    if (length < -1 || length > end - this.#at) throw this.#broken(`a length of ${length}`)
    return length
  }

  #skip(length: number): number {
    const start = this.#at
    if (length > 0) this.#at = start + length
    return start
  }

  #varint(end: number): number {
    const bytes = this.bytes
    let at = this.#at
    if (at >= end) throw this.#broken('a record that is cut short')
    let byte = bytes[at++] as number
    let raw = byte & 127
    for (let shift = 7; byte > 127; shift += 7) {
      if (shift > 28) throw this.#broken('a varint of more than five bytes')
      if (at >= end) throw this.#broken('a record that is cut short')
      byte = bytes[at++] as number
      raw |= (byte & 127) << shift
    }
    this.#at = at
    return (raw >>> 1) ^ -(raw & 1)
  }

  #varlong(end: number): number {
    const bytes = this.bytes
    let low = 0
    let middle = 0
    let high = 0
    for (let count = 0; count < 10; count++) {
      if (this.#at >= end) throw this.#broken('a record that is cut short')
      const byte = bytes[this.#at++] as number
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
    return new CorruptRecord('INVALID_RECORD', `${what}, at byte ${this.#at - this.start} of the records`)
  }
}

const NO_HEADERS: readonly RecordHeader[] = []
