/**
 * Batches as plain data: what the generator of logs remembers of what it wrote, and what the naive cleaner
 * decides about. Knows nothing of how the cleaner works.
 */
import type { CodecName } from '@samsa/record/codec-name'
import { encodeEndTransactionMarker } from '@samsa/record/control-record'
import { encodeBatch, type NewRecord } from '@samsa/record/encode-batch'
import { encodeMessageSet } from '@samsa/record/legacy-message-set'
import { decodeBatch } from '@samsa/record/record'

export interface PlainRecord {
  readonly offset: number
  readonly timestamp: number
  readonly key: string | null
  readonly value: string | null
}

export interface PlainBatch {
  readonly magic: 0 | 1 | 2
  readonly codec: CodecName
  readonly isAppendTime: boolean
  /** Of the header: formats 0 and 1 only know the last offset. */
  readonly baseOffset: number
  readonly lastOffset: number
  readonly producerId: number
  readonly producerEpoch: number
  readonly baseSequence: number
  readonly isTransactional: boolean
  readonly isControl: boolean
  readonly leaderEpoch: number
  /** -1: none. */
  readonly horizon: number
  readonly baseTimestamp: number
  readonly maxTimestamp: number
  readonly records: readonly PlainRecord[]
  readonly recordCount: number
  /** Which transaction it belongs to or ends, -1 for none. */
  readonly transaction: number
  /** As written, while nobody has changed it. */
  readonly bytes?: Uint8Array
}

const decoded = (bytes: Uint8Array | null): string | null => (bytes === null ? null : textOf(bytes))

/** A character for each byte: keys and values are ASCII here. Loops, as most of a run is spent with them. */
export function textOf(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at++) text += String.fromCharCode(bytes[at] as number)
  return text
}

function encoded(text: string | null): Uint8Array | null {
  if (text === null) return null
  const bytes = new Uint8Array(text.length)
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at)
  return bytes
}

/** What the generator asks for; the rest follows from it. */
export interface WantedBatch {
  readonly magic: 0 | 1 | 2
  readonly codec: CodecName
  /** -1: the records' own times count. */
  readonly appendTime: number
  readonly producerId: number
  readonly producerEpoch: number
  readonly baseSequence: number
  readonly leaderEpoch: number
  readonly transaction: number
  readonly records: readonly PlainRecord[]
}

/** A batch with these records, as bytes and as what they mean. */
export function writeBatch(wanted: WantedBatch): PlainBatch {
  const { magic, codec, appendTime, records } = wanted
  const first = records[0] as PlainRecord
  const rows: NewRecord[] = records.map((record) => ({
    offset: record.offset,
    timestamp: record.timestamp,
    key: encoded(record.key),
    value: encoded(record.value),
  }))
  const bytes =
    magic === 2
      ? encodeBatch(rows, {
          ...wanted,
          baseOffset: first.offset,
          isTransactional: wanted.transaction >= 0,
          ...(appendTime < 0 ? {} : { timestampType: 'LogAppendTime', logAppendTime: appendTime }),
        })
      : encodeMessageSet(rows, {
          magic,
          codec: codec === 'zstd' ? 'none' : codec,
          ...(appendTime < 0 || magic === 0 ? {} : { logAppendTime: appendTime }),
        })
  return plainBatch(bytes, wanted.transaction)
}

/** A transaction marker. */
export function writeMarker(facts: {
  readonly type: 'ABORT' | 'COMMIT'
  readonly offset: number
  readonly timestamp: number
  readonly producerId: number
  readonly producerEpoch: number
  readonly leaderEpoch: number
  readonly transaction: number
}): PlainBatch {
  const marker = { type: facts.type, coordinatorEpoch: 0 }
  return plainBatch(
    encodeEndTransactionMarker(marker, { ...facts, baseOffset: facts.offset }),
    facts.transaction,
  )
}

/** What the bytes of one batch mean. Throws CorruptRecord, on a wrong checksum too. */
export function plainBatch(bytes: Uint8Array, transaction: number): PlainBatch {
  const batch = decodeBatch(bytes)
  return {
    magic: batch.magic,
    codec: batch.codec,
    isAppendTime: batch.timestampType === 'LogAppendTime',
    baseOffset: batch.magic === 2 ? batch.baseOffset : batch.lastOffset,
    lastOffset: batch.lastOffset,
    producerId: batch.producerId,
    producerEpoch: batch.producerEpoch,
    baseSequence: batch.baseSequence,
    isTransactional: batch.isTransactional,
    isControl: batch.isControl,
    leaderEpoch: batch.partitionLeaderEpoch,
    horizon: batch.deleteHorizonMs ?? -1,
    baseTimestamp: batch.baseTimestamp,
    maxTimestamp: batch.maxTimestamp,
    records: batch.records.map(({ offset, timestamp, key, value }) => ({
      offset,
      timestamp,
      key: decoded(key),
      value: decoded(value),
    })),
    recordCount: batch.records.length,
    transaction,
    bytes,
  }
}
