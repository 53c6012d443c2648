/**
 * Reads Kafka's wire types from bytes that someone else owns.
 *
 * Every length is checked against the bytes that remain before anything is made from it. The DataView is kept per
 * underlying buffer, so `reset` on a shared receive buffer allocates nothing. Views returned by `bytes()` are borrowed:
 * valid until the owner of the buffer reuses it. Bad input throws `DecodeError`; positions count from the start of the
 * `bytes` given.
 */
import type { Uuid } from '../model/uuid.js'
import { DecodeError } from './decode-error.js'
import { Interner } from './interner.js'
import { asciiText, utf8Decoder } from './text-coding.js'

const twoTo32 = 4294967296
const emptyBytes = new Uint8Array(0)

export class ByteReader {
  /** Next byte to read. Writable: a caller may go back to a position it noted. */
  position = 0
  /** One past the last byte that may be read. */
  end = 0
  /** How many array elements may be read between two resets, beyond which `DecodeError` is thrown. Default: any. */
  mostElements = Number.POSITIVE_INFINITY
  #bytes: Uint8Array = emptyBytes
  #buffer: ArrayBufferLike = emptyBytes.buffer
  #view: DataView = new DataView(emptyBytes.buffer)
  /** Where `#bytes` begins in `#buffer`. */
  #shift = 0
  #interner: Interner | undefined
  #elements = 0

  /** Reads `bytes` from `start` (default 0) up to, not including, `end` (default all). */
  constructor(bytes: Uint8Array = emptyBytes, start = 0, end: number = bytes.length) {
    this.reset(bytes, start, end)
  }

  /** Turns to other bytes, or to another part of the same. Keeps the caches. */
  reset(bytes: Uint8Array, start = 0, end: number = bytes.length): void {
    if (bytes !== this.#bytes) {
      this.#bytes = bytes
      this.#shift = bytes.byteOffset
      const buffer = bytes.buffer
      if (buffer !== this.#buffer) {
        this.#buffer = buffer
        this.#view = new DataView(buffer)
      }
    }
    this.position = start
    this.end = end
    this.#elements = 0
  }

  /** Bytes left to read. */
  get remaining(): number {
    return this.end - this.position
  }

  /** The bytes being read: what `position` and `end` count in. */
  get source(): Uint8Array {
    return this.#bytes
  }

  bool(): boolean {
    return this.#bytes[this.#take(1)] !== 0
  }

  int8(): number {
    return (this.#bytes[this.#take(1)]! << 24) >> 24
  }

  int16(): number {
    return this.#view.getInt16(this.#shift + this.#take(2))
  }

  uint16(): number {
    return this.#view.getUint16(this.#shift + this.#take(2))
  }

  int32(): number {
    return this.#view.getInt32(this.#shift + this.#take(4))
  }

  uint32(): number {
    return this.#view.getUint32(this.#shift + this.#take(4))
  }

  /** A 64-bit number as a safe integer; `int64-range` if it is none. */
  int64(): number {
    const at = this.#shift + this.#take(8)
    const value = this.#view.getInt32(at) * twoTo32 + this.#view.getUint32(at + 4)
    if (value > 9007199254740991 || value < -9007199254740991) throw this.#unsafe(this.position - 8)
    return value
  }

  /** A 64-bit number that is a hash or a sentinel and may be any. */
  bigint64(): bigint {
    return this.#view.getBigInt64(this.#shift + this.#take(8))
  }

  float64(): number {
    return this.#view.getFloat64(this.#shift + this.#take(8))
  }

  /** Unsigned varint of at most 32 bits. */
  uvarint(): number {
    const at = this.position
    if (at < this.end) {
      const first = this.#bytes[at]!
      if (first < 128) {
        this.position = at + 1
        return first
      }
    }
    return this.#longUvarint()
  }

  /** Zigzag varint of 32 bits. */
  varint(): number {
    const raw = this.uvarint()
    return (raw >>> 1) ^ -(raw & 1)
  }

  /** Zigzag varint of 64 bits as a safe integer; `int64-range` if it is none. */
  varlong(): number {
    const start = this.position
    let low = 0
    let byte = 128
    for (let shift = 0; shift < 28 && byte > 127; shift += 7) {
      byte = this.#nextByte()
      low |= (byte & 127) << shift
    }
    if (byte < 128) return (low >>> 1) ^ -(low & 1)
    // The upper bits, from 2^28 on, stay exact in a double up to 2^53: beyond it the value is refused anyway.
    let high = 0
    let weight = 1
    for (let count = 4; byte > 127; count++) {
      byte = this.#nextByte()
      if (count === 9 && byte > 1) throw new DecodeError('value', 'a varlong has more than 64 bits', start)
      high += (byte & 127) * weight
      weight *= 128
    }
    const half = high * 134217728 + (low >>> 1)
    const value = (low & 1) === 0 ? half : -half - 1
    if (value > 9007199254740991 || value < -9007199254740991) throw this.#unsafe(start)
    return value
  }

  uuid(): Uuid {
    const at = this.#take(16)
    return this.#texts().uuid(this.#bytes, at, this.#view, this.#shift)
  }

  /** Text with an int16 length. */
  string(): string {
    const length = this.int16()
    if (length < 0) throw this.#noNull(this.position - 2)
    return this.#text(length)
  }

  /** Text with an int16 length; null if that is negative. */
  nullableString(): string | null {
    const length = this.int16()
    return length < 0 ? null : this.#text(length)
  }

  /** Text with an unsigned varint length plus one. */
  compactString(): string {
    const start = this.position
    const length = this.uvarint() - 1
    if (length < 0) throw this.#noNull(start)
    return this.#text(length)
  }

  /** Text with an unsigned varint length plus one; null if that is 0. */
  compactNullableString(): string | null {
    const length = this.uvarint() - 1
    return length < 0 ? null : this.#text(length)
  }

  /** As {@link string}, for names that come again and again: the same text is not built twice. */
  name(): string {
    const length = this.int16()
    if (length < 0) throw this.#noNull(this.position - 2)
    return this.#name(length)
  }

  /** As {@link nullableString}, for names that come again and again. */
  nullableName(): string | null {
    const length = this.int16()
    return length < 0 ? null : this.#name(length)
  }

  /** As {@link compactString}, for names that come again and again. */
  compactName(): string {
    const start = this.position
    const length = this.uvarint() - 1
    if (length < 0) throw this.#noNull(start)
    return this.#name(length)
  }

  /** As {@link compactNullableString}, for names that come again and again. */
  compactNullableName(): string | null {
    const length = this.uvarint() - 1
    return length < 0 ? null : this.#name(length)
  }

  /** Bytes with an int32 length, as a borrowed view. */
  bytes(): Uint8Array {
    const length = this.int32()
    if (length < 0) throw this.#noNull(this.position - 4)
    return this.view(length)
  }

  /** Bytes with an int32 length, as a borrowed view; null if that is negative. */
  nullableBytes(): Uint8Array | null {
    const length = this.int32()
    return length < 0 ? null : this.view(length)
  }

  /** Bytes with an unsigned varint length plus one, as a borrowed view. */
  compactBytes(): Uint8Array {
    const start = this.position
    const length = this.uvarint() - 1
    if (length < 0) throw this.#noNull(start)
    return this.view(length)
  }

  /** Bytes with an unsigned varint length plus one, as a borrowed view; null if that is 0. */
  compactNullableBytes(): Uint8Array | null {
    const length = this.uvarint() - 1
    return length < 0 ? null : this.view(length)
  }

  /** The next `length` bytes as a borrowed view. */
  view(length: number): Uint8Array {
    const at = this.position
    if (length > this.end - at) throw this.#tooLong(at, length)
    this.position = at + length
    return new Uint8Array(this.#buffer, this.#shift + at, length)
  }

  /** Element count of an array (int32), refused if elements of at least `elementBytes` each cannot follow. */
  count(elementBytes: number): number {
    const count = this.int32()
    if (count < 0) throw this.#noNull(this.position - 4)
    return this.#counted(count, elementBytes, this.position - 4)
  }

  /** As {@link count}; -1 for null. */
  nullableCount(elementBytes: number): number {
    const count = this.int32()
    if (count < 0) return -1
    return this.#counted(count, elementBytes, this.position - 4)
  }

  /** Element count of an array (unsigned varint, plus one). */
  compactCount(elementBytes: number): number {
    const start = this.position
    const count = this.uvarint() - 1
    if (count < 0) throw this.#noNull(start)
    return this.#counted(count, elementBytes, start)
  }

  /** As {@link compactCount}; -1 for null. */
  compactNullableCount(elementBytes: number): number {
    const start = this.position
    const count = this.uvarint() - 1
    return count < 0 ? -1 : this.#counted(count, elementBytes, start)
  }

  /** Moves over `length` bytes. */
  skip(length: number): void {
    const at = this.position
    if (length > this.end - at) throw this.#tooLong(at, length)
    this.position = at + length
  }

  /** Moves over a section of tagged fields of which none is known. */
  skipTaggedFields(): void {
    const count = this.uvarint()
    if (count > 0) this.#skipTagged(count)
  }

  /** Reads the size of a tagged field; returns the position right behind the field. */
  taggedFieldEnd(): number {
    const size = this.uvarint()
    if (size > this.end - this.position) throw this.#tooLong(this.position, size)
    return this.position + size
  }

  /** Refuses a tagged field whose content does not end where its size says. */
  expectEndOf(tag: number, end: number): void {
    if (this.position !== end) throw new DecodeError('length', `tagged field ${tag} has a wrong size`, end)
  }

  /** Refuses bytes behind the end of a message: `DecodeError` of kind `length` unless all were read. */
  expectEnd(): void {
    if (this.position !== this.end) {
      throw new DecodeError('length', `${this.remaining} bytes are left over`, this.position)
    }
  }

  #counted(count: number, elementBytes: number, position: number): number {
    if (count * elementBytes > this.end - this.position) throw this.#tooMany(position, count)
    this.#elements += count
    if (this.#elements > this.mostElements) throw this.#beyondBound(position)
    return count
  }

  #take(size: number): number {
    const at = this.position
    const next = at + size
    if (next > this.end) throw this.#truncated(at, size)
    this.position = next
    return at
  }

  /** A varint of several bytes, or none at all. Apart from {@link uvarint}, so that the short case is inlined. */
  #longUvarint(): number {
    const start = this.position
    let value = 0
    for (let shift = 0; shift < 28; shift += 7) {
      const byte = this.#nextByte()
      value |= (byte & 127) << shift
      if (byte < 128) return value
    }
    const last = this.#nextByte()
    if (last > 15) throw new DecodeError('value', 'a varint has more than 32 bits', start)
    return (value | (last << 28)) >>> 0
  }

  #skipTagged(count: number): void {
    for (let left = count; left > 0; left--) {
      this.uvarint()
      this.skip(this.uvarint())
    }
  }

  #nextByte(): number {
    return this.#bytes[this.#take(1)]!
  }

  #texts(): Interner {
    this.#interner ??= new Interner()
    return this.#interner
  }

  #name(length: number): string {
    const start = this.position
    const end = start + length
    if (end > this.end) throw this.#tooLong(start, length)
    const text = this.#texts().ascii(this.#bytes, start, end)
    if (text === undefined) return this.#text(length)
    this.position = end
    return text
  }

  #text(length: number): string {
    const start = this.position
    const end = start + length
    if (length > 32767) throw new DecodeError('length', `a text claims ${length} bytes`, start)
    if (end > this.end) throw this.#tooLong(start, length)
    this.position = end
    const bytes = this.#bytes
    if (length > 24) return utf8Decoder.decode(bytes.subarray(start, end))
    for (let index = start; index < end; index++) {
      if (bytes[index]! > 127) return utf8Decoder.decode(bytes.subarray(start, end))
    }
    return asciiText(bytes, start, end)
  }

  #truncated(position: number, size: number): DecodeError {
    return new DecodeError('truncated', `${size} bytes are needed, ${this.end - position} are left`, position)
  }

  #tooLong(position: number, length: number): DecodeError {
    const left = this.end - position
    return new DecodeError('length', `a value claims ${length} bytes, ${left} are left`, position)
  }

  #tooMany(position: number, count: number): DecodeError {
    const left = this.end - this.position
    return new DecodeError('length', `an array claims ${count} elements in the ${left} bytes left`, position)
  }

  #beyondBound(position: number): DecodeError {
    const problem = `the arrays of one message have more than ${this.mostElements} elements in all, the bound`
    return new DecodeError('length', problem, position)
  }

  #noNull(position: number): DecodeError {
    return new DecodeError('value', 'null where the version has none', position)
  }

  #unsafe(position: number): DecodeError {
    return new DecodeError('int64-range', 'a 64-bit number is no safe integer', position)
  }
}
