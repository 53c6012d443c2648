/**
 * What remains of a message of format 0 or 1, or of the messages that it wraps: one batch of magic 2, as Kafka's
 * cleaner writes no older format since 4.0 (KIP-724). Owns the horizon of tombstones on the way: the segment's for
 * those in the old formats, which have no place for one, and the batch's own from then on.
 */
import { codecOfId } from '@samsa/record/codec-name'
import { type BatchOptions, encodeBatch, type NewRecord } from '@samsa/record/encode-batch'
import { forEachLegacyRecord } from '@samsa/record/legacy-message-set'
import { batchMagic, isLogAppendTime } from '@samsa/record/record-batch'
import { lastOffsetOf, maxTimestampOf } from '../batch-facts.js'
import type { CleanedBatch, CleaningRules } from './clean-batch.js'
import { emptyBatch } from './rewrite-batch.js'

/** Cleans the message at `at`. One at the end of the pass leaves an empty batch in its place at least. */
export function cleanLegacyMessage(
  rules: CleaningRules,
  bytes: Uint8Array,
  view: DataView,
  at: number,
): CleanedBatch {
  const { map, retainLegacyDeletes } = rules
  const kept: (NewRecord & { readonly offset: number })[] = []
  let recordsRead = 0
  let keylessRecords = 0
  forEachLegacyRecord(bytes, at, (record) => {
    recordsRead++
    const { offset, timestamp } = record
    const key = record.key()
    const value = record.value()
    if (offset <= map.latestOffset) {
      if (key === null) keylessRecords++
      if (key === null || (value === null && !retainLegacyDeletes)) return
      if (offset < map.get(key, 0, key.length)) return
    }
    kept.push({ offset, timestamp, key, value })
  })
  const stats = { recordsRead, recordsKept: kept.length, keylessRecords }
  const lastOffset = lastOffsetOf(view, at)
  const maxTimestamp = maxTimestampOf(view, at)
  const isAppendTime = batchMagic(view, at) === 1 && isLogAppendTime(view.getInt8(at + 17))
  if (kept.length > 0) {
    const codec = codecOfId(view.getInt8(at + 17) & 7)
    const options: BatchOptions = {
      baseOffset: kept[0]?.offset ?? lastOffset,
      codec,
      ...(isAppendTime ? { timestampType: 'LogAppendTime', logAppendTime: maxTimestamp } : {}),
      ...(kept.some(({ value }) => value === null)
        ? { deleteHorizonMs: rules.now + rules.deleteRetentionMs }
        : {}),
    }
    return { keep: 'rewritten', bytes: encodeBatch(kept, options), ...stats }
  }
  if (lastOffset + 1 !== rules.firstUncleanableOffset) {
    return { keep: 'none', bytes: new Uint8Array(0), ...stats }
  }
  return { keep: 'rewritten', bytes: emptyBatch({ lastOffset, isAppendTime, maxTimestamp }), ...stats }
}
