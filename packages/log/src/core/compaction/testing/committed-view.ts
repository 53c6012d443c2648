/**
 * What a consumer with isolation.level=read_committed makes of a log: the latest value of each key. Follows the
 * consumer's own rule: a producer's data is skipped from an aborted transaction's first offset to its marker.
 */
import { viewOf } from '@samsa/record/bytes'
import { controlRecordType } from '@samsa/record/control-record'
import { decodeBatch } from '@samsa/record/record'
import { batchSizeInBytes } from '@samsa/record/record-batch'
import { abortedBetween, type MemorySegment } from './clean-in-memory.js'
import { textOf } from './plain-batch.js'

/** Values by key, both as text. Keys whose latest record is a tombstone are left out, as if it were gone. */
export function committedView(segments: readonly MemorySegment[], upTo: number): Map<string, string> {
  const values = new Map<string, string>()
  const aborts = abortedBetween(segments, 0, upTo).sort((one, other) => one.firstOffset - other.firstOffset)
  const abortedNow = new Set<number>()
  for (const { bytes } of segments) {
    const view = viewOf(bytes)
    for (let at = 0; at < bytes.length; at += batchSizeInBytes(view, at)) {
      const batch = decodeBatch(bytes, at)
      if (batch.baseOffset >= upTo) return values
      while ((aborts[0]?.firstOffset ?? Infinity) <= batch.lastOffset) {
        abortedNow.add(aborts.shift()?.producerId ?? -1)
      }
      if (batch.isControl) {
        const [marker] = batch.records
        if (marker !== undefined && controlRecordType(marker.key) === 'ABORT')
          abortedNow.delete(batch.producerId)
        continue
      }
      if (batch.isTransactional && abortedNow.has(batch.producerId)) continue
      for (const { key, value } of batch.records) {
        if (key === null) continue
        if (value === null) values.delete(textOf(key))
        else values.set(textOf(key), textOf(value))
      }
    }
  }
  return values
}
