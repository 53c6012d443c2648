/**
 * Writes Kafka's wire types into one growing buffer, with large byte ranges kept by reference.
 *
 * Ownership: chunks that `finish` hands out stay valid and untouched (the writer goes on behind them in the same
 * buffer, or in a new one) until `reset` is called, which starts over at the front of the buffer. So a caller that
 * cannot know when a socket is done never calls `reset`; one that knows saves the allocation. Slices by reference
 * belong to whoever gave them. Values that the wire cannot say throw `EncodeError`.
 */
import { writeUuid } from '../model/uuid.js'
import { EncodeError } from './encode-error.js'
import { utf8Encoder } from './text-coding.js'

const twoTo32 = 4294967296

/** No bytes: the default of byte fields. */
export const noBytes: Uint8Array = new Uint8Array(0)

/** Byte ranges of at least this size are kept by reference instead of copied. */
export const sliceByReferenceFrom = 1024

interface Slice {
  /** The slice comes before the byte at this place of the own buffer. */
  readonly at: number
  readonly bytes: Uint8Array
}

export class ByteWriter {
  #bytes: Uint8Array
  #view: DataView
  /** Where the unfinished part begins in `#bytes`. */
  #start = 0
  #position = 0
  #slices: Slice[] = []
  #sliceBytes = 0
  /** Within a tagged field everything is copied, since its size comes in front. */
  #sizedDepth = 0

  /** A writer whose first buffer has `capacity` bytes (default 1024); it grows as needed. */
  constructor(capacity = 1024) {
    this.#bytes = new Uint8Array(Math.max(capacity, 16))
    this.#view = new DataView(this.#bytes.buffer)
  }

  /** Bytes written since the last `finish`, slices included. */
  get length(): number {
    return this.#position - this.#start + this.#sliceBytes
  }

  bool(value: boolean): void {
    this.int8(value ? 1 : 0)
  }

  int8(value: number): void {
    if ((value << 24) >> 24 !== value) throw outOfRange(value, 'int8')
    const at = this.#grow(1)
    this.#bytes[at] = value
  }

  int16(value: number): void {
    if ((value << 16) >> 16 !== value) throw outOfRange(value, 'int16')
    const at = this.#grow(2)
    this.#view.setInt16(at, value)
  }

  uint16(value: number): void {
    if ((value & 65535) !== value) throw outOfRange(value, 'uint16')
    const at = this.#grow(2)
    this.#view.setUint16(at, value)
  }

  int32(value: number): void {
    if ((value | 0) !== value) throw outOfRange(value, 'int32')
    const at = this.#grow(4)
    this.#view.setInt32(at, value)
  }

  uint32(value: number): void {
    if (value >>> 0 !== value) throw outOfRange(value, 'uint32')
    const at = this.#grow(4)
    this.#view.setUint32(at, value)
  }

  /** A safe integer as 64 bits; `EncodeError` for any other number. */
  int64(value: number): void {
    if (!Number.isSafeInteger(value)) throw outOfRange(value, 'safe integer')
    const at = this.#grow(8)
    const high = Math.floor(value / twoTo32)
    this.#view.setInt32(at, high)
    this.#view.setUint32(at + 4, value - high * twoTo32)
  }

  bigint64(value: bigint): void {
    const at = this.#grow(8)
    this.#view.setBigInt64(at, value)
  }

  float64(value: number): void {
    const at = this.#grow(8)
    this.#view.setFloat64(at, value)
  }

  /** Unsigned varint of 32 bits. */
  uvarint(value: number): void {
    const at = this.#grow(5)
    this.#position = this.#putUvarint(at, value)
  }

  /** Zigzag varint of 32 bits. */
  varint(value: number): void {
    this.uvarint(((value << 1) ^ (value >> 31)) >>> 0)
  }

  /** Zigzag varint of 64 bits; `EncodeError` unless `value` is a safe integer. */
  varlong(value: number): void {
    if (!Number.isSafeInteger(value)) throw outOfRange(value, 'safe integer')
    if (value >= -1073741824 && value < 1073741824) return this.varint(value)
    // Zigzag by halves, so that no intermediate number leaves the safe range.
    const negative = value < 0
    let half = negative ? -(value + 1) : value
    let at = this.#grow(10)
    this.#bytes[at++] = ((half % 64) << 1) | (negative ? 1 : 0) | 128
    half = Math.floor(half / 64)
    while (half > 127) {
      this.#bytes[at++] = (half % 128) | 128
      half = Math.floor(half / 128)
    }
    this.#bytes[at++] = half
    this.#position = at
  }

  uuid(value: string): void {
    const at = this.#grow(16)
    if (!writeUuid(value, this.#bytes, at)) throw new EncodeError(`'${value}' is no uuid`)
  }

  /** Text with an int16 length. */
  string(value: string): void {
    const at = this.#grow(2 + value.length * 3)
    const end = this.#putText(value, at + 2)
    this.#view.setInt16(at, textLength(end - at - 2))
    this.#position = end
  }

  /** Text with an int16 length, -1 for null. */
  nullableString(value: string | null): void {
    if (value === null) this.int16(-1)
    else this.string(value)
  }

  /** Text with an unsigned varint length plus one. */
  compactString(value: string): void {
    const most = value.length * 3
    const at = this.#grow(3 + most)
    const prefix = most < 127 ? 1 : most < 16383 ? 2 : 3
    const end = this.#putText(value, at + prefix)
    const length = textLength(end - at - prefix)
    const textAt = this.#putUvarint(at, length + 1)
    if (textAt !== at + prefix) this.#bytes.copyWithin(textAt, at + prefix, end)
    this.#position = textAt + length
  }

  /** Text with an unsigned varint length plus one, 0 for null. */
  compactNullableString(value: string | null): void {
    if (value === null) this.uvarint(0)
    else this.compactString(value)
  }

  /** Bytes with an int32 length. */
  bytes(value: Uint8Array): void {
    this.int32(value.length)
    this.slice(value)
  }

  /** Bytes with an int32 length, -1 for null. */
  nullableBytes(value: Uint8Array | null): void {
    if (value === null) this.int32(-1)
    else this.bytes(value)
  }

  /** Bytes with an unsigned varint length plus one. */
  compactBytes(value: Uint8Array): void {
    this.uvarint(value.length + 1)
    this.slice(value)
  }

  /** Bytes with an unsigned varint length plus one, 0 for null. */
  compactNullableBytes(value: Uint8Array | null): void {
    if (value === null) this.uvarint(0)
    else this.compactBytes(value)
  }

  /** Element count of an array as int32; -1 for null. */
  count(count: number): void {
    this.int32(count)
  }

  /** Element count of an array as unsigned varint, plus one; -1 for null. */
  compactCount(count: number): void {
    this.uvarint(count + 1)
  }

  /** Raw bytes: from {@link sliceByReferenceFrom} on kept by reference as a chunk of their own, else copied. */
  slice(bytes: Uint8Array): void {
    if (bytes.length >= sliceByReferenceFrom && this.#sizedDepth === 0) {
      this.#slices.push({ at: this.#position, bytes })
      this.#sliceBytes += bytes.length
      return
    }
    const at = this.#grow(bytes.length)
    this.#bytes.set(bytes, at)
  }

  /** Leaves room for an int32 that is known later; give the result to {@link setInt32}. */
  reserveInt32(): number {
    return this.#grow(4) - this.#start
  }

  /** Fills room left by {@link reserveInt32} since the last `finish`. */
  setInt32(place: number, value: number): void {
    this.#view.setInt32(this.#start + place, value)
  }

  /** Begins content whose size (unsigned varint) stands in front of it; give the result to {@link endSized}. */
  beginSized(): number {
    this.#sizedDepth++
    return this.#grow(1) - this.#start
  }

  /** Ends what {@link beginSized} began, and writes its size. */
  endSized(place: number): void {
    this.#sizedDepth--
    const size = this.#position - this.#start - place - 1
    const more = size < 128 ? 0 : size < 16384 ? 1 : size < 2097152 ? 2 : size < 268435456 ? 3 : 4
    if (more > 0) this.#grow(more)
    const at = this.#start + place
    if (more > 0) this.#bytes.copyWithin(at + 1 + more, at + 1, at + 1 + size)
    this.#putUvarint(at, size)
  }

  /** All that was written since the last `finish`, as chunks in order; the writer goes on with an empty message. */
  finish(): Uint8Array[] {
    const chunks: Uint8Array[] = []
    let from = this.#start
    for (const { at, bytes } of this.#slices) {
      if (at > from) chunks.push(this.#bytes.subarray(from, at))
      chunks.push(bytes)
      from = at
    }
    if (this.#position > from) chunks.push(this.#bytes.subarray(from, this.#position))
    this.#begin(this.#position)
    return chunks
  }

  /** As {@link finish}, in one piece: slices by reference are copied. Empty if nothing was written. */
  finishOne(): Uint8Array {
    const total = this.length
    const chunks = this.finish()
    if (chunks.length === 1) return chunks[0]!
    const whole = new Uint8Array(total)
    let at = 0
    for (const chunk of chunks) {
      whole.set(chunk, at)
      at += chunk.length
    }
    return whole
  }

  /** Starts over at the front of the buffer: chunks handed out earlier are overwritten by what follows. */
  reset(): void {
    this.#begin(0)
  }

  #begin(at: number): void {
    this.#start = at
    this.#position = at
    this.#sliceBytes = 0
    this.#sizedDepth = 0
    if (this.#slices.length > 0) this.#slices = []
  }

  /** Makes room for `size` bytes, moves behind them and returns where they begin. */
  #grow(size: number): number {
    const at = this.#position
    if (at + size > this.#bytes.length) return this.#growBuffer(size)
    this.#position = at + size
    return at
  }

  #growBuffer(size: number): number {
    const unfinished = this.#position - this.#start
    const capacity = Math.max(this.#bytes.length, 2 * (unfinished + size))
    const bytes = new Uint8Array(capacity)
    bytes.set(this.#bytes.subarray(this.#start, this.#position))
    const shift = this.#start
    if (shift > 0) this.#slices = this.#slices.map((slice) => ({ at: slice.at - shift, bytes: slice.bytes }))
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer)
    this.#start = 0
    this.#position = unfinished + size
    return unfinished
  }

  #putUvarint(at: number, value: number): number {
    const bytes = this.#bytes
    let left = value >>> 0
    let next = at
    while (left > 127) {
      bytes[next++] = (left & 127) | 128
      left >>>= 7
    }
    bytes[next++] = left
    return next
  }

  /** Writes text from `at` on, where there is room for three bytes per UTF-16 unit; returns its end. */
  #putText(value: string, at: number): number {
    const bytes = this.#bytes
    const length = value.length
    if (length > 64) return at + utf8Encoder.encodeInto(value, bytes.subarray(at)).written
    for (let index = 0; index < length; index++) {
      const code = value.charCodeAt(index)
      if (code > 127) return at + utf8Encoder.encodeInto(value, bytes.subarray(at)).written
      bytes[at + index] = code
    }
    return at + length
  }
}

function outOfRange(value: number, type: string): EncodeError {
  return new EncodeError(`${value} is no ${type}`)
}

function textLength(length: number): number {
  if (length > 32767) throw new EncodeError(`a text of ${length} bytes is longer than 32767`)
  return length
}
