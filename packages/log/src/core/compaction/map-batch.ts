/**
 * The first half of a cleaning pass: the last offset of each key, batch by batch from the first dirty offset
 * on. Owns what counts (data that no abort took back, with a key) and where the pass ends when the map is
 * full: behind the last record that found room, be it in the middle of a batch, as the next pass begins there.
 */
import { forEachLegacyRecord } from '@samsa/record/legacy-message-set'
import {
  batchAttributes,
  batchBaseOffset,
  batchMagic,
  batchRecordCount,
  batchSizeInBytes,
  isControlBatch,
} from '@samsa/record/record-batch'
import { lastOffsetOf } from '../batch-facts.js'
import type { CleanedTransactions } from './cleaned-transactions.js'
import type { OffsetMap } from './offset-map.js'
import { walkBatch } from './record-walker.js'

/**
 * Puts the keys of the whole batch at `at`, of any format, from offset `from` on. False: the map is full and
 * speaks for offsets up to its `latestOffset` only. Behind the last batch of a segment the caller sets
 * `latestOffset` to the one before the next segment. Throws CorruptRecord.
 */
export function mapBatch(
  map: OffsetMap,
  transactions: CleanedTransactions,
  bytes: Uint8Array,
  view: DataView,
  at: number,
  from: number,
): boolean {
  const magic = batchMagic(view, at)
  if (magic >= 2 && isControlBatch(batchAttributes(view, at))) {
    transactions.onControlBatch(bytes, view, at)
  } else if (!transactions.onBatch(view, at)) {
    const isMapped = magic < 2 ? mapLegacy(map, bytes, at, from) : mapRecords(map, bytes, view, at, from)
    if (!isMapped) return false
  }
  const lastOffset = lastOffsetOf(view, at)
  if (lastOffset >= from) map.latestOffset = lastOffset
  return true
}

function mapRecords(map: OffsetMap, bytes: Uint8Array, view: DataView, at: number, from: number): boolean {
  if (lastOffsetOf(view, at) < from) return true
  const records = walkBatch(bytes, view, at, batchSizeInBytes(view, at))
  const baseOffset = batchBaseOffset(view, at)
  const recordCount = batchRecordCount(view, at)
  for (let left = recordCount; left > 0; left--) {
    records.next()
    const offset = baseOffset + records.offsetDelta
    if (records.keyLength < 0 || offset < from) continue
    if (map.isFull) return false
    map.put(records.bytes, records.keyStart, records.keyStart + records.keyLength, offset)
  }
  records.finish(recordCount)
  return true
}

function mapLegacy(map: OffsetMap, bytes: Uint8Array, at: number, from: number): boolean {
  let isMapped = true
  forEachLegacyRecord(bytes, at, (record) => {
    const key = record.key()
    if (!isMapped || key === null || record.offset < from) return
    if (map.isFull) isMapped = false
    else map.put(key, 0, key.length, record.offset)
  })
  return isMapped
}
