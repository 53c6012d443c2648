/**
 * Control records: what brokers write into partitions for themselves (KIP-98 transaction markers, KIP-595 and
 * KIP-853 leader changes, snapshots and voters). Owns the type in the key and the value of transaction
 * markers; the other values are messages of the protocol package. Refuses keys that are too short to hold a
 * type.
 */
import { viewOf } from './bytes.js'
import { CorruptRecord } from './corrupt-record.js'
import { encodeBatch } from './encode-batch.js'
import { BATCH_OVERHEAD, batchBaseTimestamp, batchRecordCount, wholeBatchSize } from './record-batch.js'
import { RecordCursor } from './record-cursor.js'

/** In the order of their numbers. */
const controlTypes = [
  'ABORT',
  'COMMIT',
  'LEADER_CHANGE',
  'SNAPSHOT_HEADER',
  'SNAPSHOT_FOOTER',
  'KRAFT_VERSION',
  'KRAFT_VOTERS',
] as const

/** `UNKNOWN` is a type that a newer broker wrote: to be skipped. */
export type ControlRecordType = (typeof controlTypes)[number] | 'UNKNOWN'

/** How a transaction ended. */
export interface EndTransactionMarker {
  readonly type: 'ABORT' | 'COMMIT'
  /** Epoch of the transaction coordinator that wrote the marker. */
  readonly coordinatorEpoch: number
}

/** The type in a control record's key. Throws CorruptRecord on a null or short key. */
export function controlRecordType(key: Uint8Array | null): ControlRecordType {
  if (key === null || key.length < 4)
    throw new CorruptRecord('INVALID_RECORD', 'a control record without a type')
  return controlTypes[viewOf(key).getInt16(2)] ?? 'UNKNOWN'
}

/**
 * The marker in a control batch of magic 2, undefined when it holds none (empty after compaction, or another
 * type).
 */
export function readEndTransactionMarker(bytes: Uint8Array, at: number): EndTransactionMarker | undefined {
  const view = viewOf(bytes)
  const size = wholeBatchSize(view, at, bytes.length)
  if (size === 0 || batchRecordCount(view, at) === 0) return undefined
  const record = new RecordCursor(bytes, at + BATCH_OVERHEAD, at + size, 0, batchBaseTimestamp(view, at), -1)
  record.next()
  const type = controlRecordType(record.key())
  if (type !== 'ABORT' && type !== 'COMMIT') return undefined
  const value = record.value()
  if (value === null || value.length < 6)
    throw new CorruptRecord('INVALID_RECORD', 'a transaction marker cut short')
  return { type, coordinatorEpoch: viewOf(value).getInt32(2) }
}

/** A control batch with one transaction marker. `baseOffset` is for the log to set. */
export function encodeEndTransactionMarker(
  marker: EndTransactionMarker,
  facts: {
    timestamp: number
    producerId: number
    producerEpoch: number
    baseOffset?: number
    leaderEpoch?: number
  },
): Uint8Array {
  const key = new Uint8Array(4)
  viewOf(key).setInt16(2, controlTypes.indexOf(marker.type))
  const value = new Uint8Array(6)
  viewOf(value).setInt32(2, marker.coordinatorEpoch)
  const { timestamp, ...batch } = facts
  return encodeBatch([{ timestamp, key, value }], { ...batch, isTransactional: true, isControl: true })
}
