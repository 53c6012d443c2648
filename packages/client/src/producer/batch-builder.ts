/**
 * A magic 2 batch under construction: each record is written to its place in one growing buffer as it is
 * handed in, so that nothing is kept per record but its bytes. Sealing compresses and writes the header; the
 * header alone is written again when the sequence changes.
 */
import { writeInt64 } from '@samsa/record/bytes'
import { type CodecName, codecId, compress } from '@samsa/record/compression'
import { attributeBits, BATCH_OVERHEAD, LOG_OVERHEAD, setBatchCrc } from '@samsa/record/record-batch'
import { RecordCursor } from '@samsa/record/record-cursor'
import { varintSize, writeVarint } from '@samsa/record/varint'

/** Header keys are UTF-8 already. */
export interface EncodedHeader {
  readonly key: Uint8Array
  readonly value: Uint8Array | null
}

export interface EncodedRecord {
  readonly timestamp: number
  readonly key: Uint8Array | null
  readonly value: Uint8Array | null
  readonly headers: readonly EncodedHeader[]
}

export interface ProducerIdentity {
  readonly producerId: number
  readonly producerEpoch: number
}

export const noProducer: ProducerIdentity = { producerId: -1, producerEpoch: -1 }

const TEXT = new TextEncoder()
const INITIAL_BYTES = 1024
/**
 * Length, attributes, timestamp and offset deltas, three lengths: what a record takes beside its payload, at
 * most.
 */
const RECORD_OVERHEAD = 5 + 1 + 10 + 5 + 5 + 5 + 5

export class BatchBuilder {
  #bytes: Uint8Array
  #at = BATCH_OVERHEAD
  #count = 0
  #baseTimestamp = -1
  #maxTimestamp = -1
  #sealed: Uint8Array | undefined

  constructor(atLeastBytes: number) {
    this.#bytes = new Uint8Array(Math.max(INITIAL_BYTES, atLeastBytes))
  }

  /** The most bytes a record can take in a batch. */
  static sizeOf(record: EncodedRecord): number {
    let size = RECORD_OVERHEAD + (record.key?.length ?? 0) + (record.value?.length ?? 0)
    for (const { key, value } of record.headers) size += 10 + key.length + (value?.length ?? 0)
    return size
  }

  get recordCount(): number {
    return this.#count
  }

  /** Bytes so far, uncompressed, the batch's own header included. */
  get sizeInBytes(): number {
    return this.#at
  }

  append(record: EncodedRecord): void {
    const { timestamp, key, value, headers } = record
    if (this.#count === 0) this.#baseTimestamp = timestamp
    if (timestamp > this.#maxTimestamp) this.#maxTimestamp = timestamp
    const elapsed = timestamp - this.#baseTimestamp
    let size = 1 + varintSize(elapsed) + varintSize(this.#count) + sizeOf(key) + sizeOf(value)
    size += varintSize(headers.length)
    for (const header of headers) size += sizeOf(header.key) + sizeOf(header.value)
    this.#reserve(size + 5)
    const bytes = this.#bytes
    let at = writeVarint(bytes, this.#at, size)
    bytes[at++] = 0
    at = writeVarint(bytes, at, elapsed)
    at = writeVarint(bytes, at, this.#count)
    at = writeBytes(bytes, at, key)
    at = writeBytes(bytes, at, value)
    at = writeVarint(bytes, at, headers.length)
    for (const header of headers) at = writeBytes(bytes, writeBytes(bytes, at, header.key), header.value)
    this.#at = at
    this.#count++
  }

  /** The whole batch; the same payload again, under another header, when called again. */
  seal(
    codec: CodecName,
    level: number | undefined,
    producer: ProducerIdentity,
    baseSequence: number,
  ): Uint8Array {
    const bytes = this.#sealed ?? this.#compressed(codec, level)
    this.#sealed = bytes
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    writeInt64(view, 0, 0)
    view.setInt32(8, bytes.length - LOG_OVERHEAD)
    view.setInt32(12, -1)
    view.setInt8(16, 2)
    view.setInt16(21, attributeBits({ codecId: codecId(codec) }))
    view.setInt32(23, this.#count - 1)
    writeInt64(view, 27, this.#baseTimestamp)
    writeInt64(view, 35, this.#maxTimestamp)
    writeInt64(view, 43, producer.producerId)
    view.setInt16(51, producer.producerEpoch)
    view.setInt32(53, baseSequence)
    view.setInt32(57, this.#count)
    setBatchCrc(bytes, view, 0)
    return bytes
  }

  /** The first `count` records and the others, as batches of their own. */
  split(count: number): readonly [BatchBuilder, BatchBuilder] {
    const halves = [new BatchBuilder(0), new BatchBuilder(0)] as const
    const cursor = new RecordCursor(this.#bytes, BATCH_OVERHEAD, this.#at, 0, this.#baseTimestamp, -1)
    for (let i = 0; i < this.#count; i++) {
      cursor.next()
      const headers = cursor.headers().map(({ key, value }) => ({ key: TEXT.encode(key), value }))
      const record = { timestamp: cursor.timestamp, key: cursor.key(), value: cursor.value(), headers }
      halves[i < count ? 0 : 1].append(record)
    }
    return halves
  }

  #compressed(codec: CodecName, level: number | undefined): Uint8Array {
    if (codec === 'none') return this.#bytes.subarray(0, this.#at)
    const payload = compress(codec, this.#bytes.subarray(BATCH_OVERHEAD, this.#at), level)
    const bytes = new Uint8Array(BATCH_OVERHEAD + payload.length)
    bytes.set(payload, BATCH_OVERHEAD)
    return bytes
  }

  #reserve(more: number): void {
    const needed = this.#at + more
    if (needed <= this.#bytes.length) return
    const grown = new Uint8Array(Math.max(needed, this.#bytes.length * 2))
    grown.set(this.#bytes.subarray(0, this.#at))
    this.#bytes = grown
  }
}

function sizeOf(bytes: Uint8Array | null): number {
  return bytes === null ? 1 : varintSize(bytes.length) + bytes.length
}

function writeBytes(into: Uint8Array, start: number, bytes: Uint8Array | null): number {
  if (bytes === null) return writeVarint(into, start, -1)
  const at = writeVarint(into, start, bytes.length)
  if (bytes.length > 0) into.set(bytes, at)
  return at + bytes.length
}
