/**
 * What remains of a message of format 0 or 1, or of the messages that it wraps. Owns the horizon of their
 * tombstones, which is the segment's as the formats have no place for one. A message cannot be empty: the one
 * at the end of the pass stays as it is.
 */
import { codecOfId } from '@samsa/record/codec-name'
import { encodeMessageSet, forEachLegacyRecord } from '@samsa/record/legacy-message-set'
import { type RecordData, recordData } from '@samsa/record/record'
import { batchBaseOffset, batchMagic, isLogAppendTime } from '@samsa/record/record-batch'
import { CorruptRecord } from '@samsa/record/corrupt-record'
import { maxTimestampOf } from '../batch-facts.js'
import type { CleanedBatch, CleaningRules } from './clean-batch.js'

/** Cleans the message of `size` bytes at `at`. */
export function cleanLegacyMessage(
  rules: CleaningRules,
  bytes: Uint8Array,
  view: DataView,
  at: number,
  size: number,
): CleanedBatch {
  const { map, retainLegacyDeletes } = rules
  const kept: RecordData[] = []
  let recordsRead = 0
  let keylessRecords = 0
  forEachLegacyRecord(bytes, at, (record) => {
    recordsRead++
    if (record.offset <= map.latestOffset) {
      const key = record.key()
      if (key === null) {
        keylessRecords++
        return
      }
      if (record.valueLength < 0 && !retainLegacyDeletes) return
      if (record.offset < map.get(key, 0, key.length)) return
    }
    kept.push(recordData(record))
  })
  const endsPass = batchBaseOffset(view, at) + 1 === rules.firstUncleanableOffset
  if (kept.length === recordsRead || (kept.length === 0 && endsPass)) {
    const whole = bytes.subarray(at, at + size)
    return { keep: 'whole', bytes: whole, recordsRead, recordsKept: recordsRead, keylessRecords }
  }
  if (kept.length === 0) {
    return { keep: 'none', bytes: new Uint8Array(0), recordsRead, recordsKept: 0, keylessRecords }
  }
  const rewritten = rewrap(view, at, kept)
  return { keep: 'rewritten', bytes: rewritten, recordsRead, recordsKept: kept.length, keylessRecords }
}

function rewrap(view: DataView, at: number, kept: readonly RecordData[]): Uint8Array {
  const magic = batchMagic(view, at) as 0 | 1
  const attributes = view.getInt8(at + 17)
  const codec = codecOfId(attributes & 7)
  if (codec === 'zstd') throw new CorruptRecord('INVALID_RECORD', `zstd in message format ${magic}`)
  const isAppendTime = magic === 1 && isLogAppendTime(attributes)
  return encodeMessageSet(kept, {
    magic,
    codec,
    ...(isAppendTime ? { logAppendTime: maxTimestampOf(view, at) } : {}),
  })
}
