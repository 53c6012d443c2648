/**
 * The batches that a scenario appends, as the model remembers them: what each record said, and how to make the bytes.
 * A record's value begins with a number that no other record of the seed has.
 */
import {
  type CodecName,
  encodeBatch,
  encodeEndTransactionMarker,
  type NewRecord,
  type RecordData,
} from '@samsa/record'

export interface ModelRecord {
  readonly offset: number
  readonly timestamp: number
  /** null: none. */
  readonly key: string | null
  /** The unique number, null for a tombstone. */
  readonly value: string | null
}

export interface ModelBatch {
  readonly baseOffset: number
  readonly lastOffset: number
  readonly leaderEpoch: number
  /** Of a marker: one, without key and value. */
  readonly records: readonly ModelRecord[]
  /** -1: not idempotent. */
  readonly producerId: number
  readonly producerEpoch: number
  readonly baseSequence: number
  readonly isTransactional: boolean
  readonly marker: 'COMMIT' | 'ABORT' | undefined
}

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** The bytes of a batch; `fill` widens each value. */
export function encodeModelBatch(batch: ModelBatch, codec: CodecName, fill: number): Uint8Array {
  const { baseOffset, leaderEpoch, producerId, producerEpoch, baseSequence } = batch
  if (batch.marker !== undefined) {
    const timestamp = batch.records[0]?.timestamp ?? 0
    const facts = { timestamp, producerId, producerEpoch, baseOffset, leaderEpoch }
    return encodeEndTransactionMarker({ type: batch.marker, coordinatorEpoch: 0 }, facts)
  }
  const records: NewRecord[] = batch.records.map(({ timestamp, key, value }) => ({
    timestamp,
    key: key === null ? null : encoder.encode(key),
    value: value === null ? null : encoder.encode(`${value}.${'.'.repeat(fill)}`),
  }))
  const { isTransactional } = batch
  return encodeBatch(records, {
    codec,
    producerId,
    producerEpoch,
    baseSequence,
    isTransactional,
    leaderEpoch,
  })
}

/** Key and number of a record that was read, `-` for none. */
export function saidBy(record: RecordData): string {
  const key = record.key === null ? '-' : decoder.decode(record.key)
  const value = record.value === null ? '-' : decoder.decode(record.value.subarray(0, 24)).split('.')[0]
  return `${key}=${value}@${record.timestamp}`
}

/** The same of a record that was written. */
export function saidOf(record: ModelRecord): string {
  return `${record.key ?? '-'}=${record.value ?? '-'}@${record.timestamp}`
}
