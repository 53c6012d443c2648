/**
 * What a follower checks of batches from its leader: sizes, checksums, offsets that only grow. The bytes are
 * written as they are. Owns nothing of timestamps, sequences and keys: the leader decided those. Refuses
 * damaged batches and offsets below the log's end; a batch cut short at the end is left off.
 */
import { viewOf } from '@samsa/record/bytes'
import { CorruptRecord } from '@samsa/record/corrupt-record'
import { readBatchHeader, isBatchCrcRight, wholeBatchSize } from '@samsa/record/record-batch'
import { isLegacyCrcRight } from '@samsa/record/legacy-message-set'
import { type AppendVerdict, refuse } from './append-rules.js'

/**
 * Judges fetched batches. `nextOffset` is the follower's log end. `recordCount` is the number of offsets they
 * cover, gaps and emptied batches included; 0 when there was no whole batch.
 */
export function validateReplicated(bytes: Uint8Array, nextOffset: number): AppendVerdict {
  const view = viewOf(bytes)
  let at = 0
  let lastOffset = nextOffset - 1
  let baseOffset = -1
  let maxTimestamp = -1
  let offsetOfMaxTimestamp = -1
  try {
    for (
      let size = wholeBatchSize(view, 0, bytes.length);
      size > 0;
      size = wholeBatchSize(view, at, bytes.length)
    ) {
      const batch = readBatchHeader(bytes, at)
      const isRight = batch.magic === 2 ? isBatchCrcRight(bytes, view, at) : isLegacyCrcRight(bytes, view, at)
      if (!isRight) return refuse('CORRUPT_MESSAGE', `wrong checksum at offset ${batch.baseOffset}`, false)
      if (batch.lastOffset <= lastOffset || batch.lastOffset < batch.baseOffset) {
        return refuse('OFFSET_OUT_OF_RANGE', `batch ends at ${batch.lastOffset}, after ${lastOffset}`, false)
      }
      if (baseOffset === -1) baseOffset = batch.baseOffset
      if (batch.magic === 2 && batch.baseOffset <= lastOffset) {
        return refuse(
          'OFFSET_OUT_OF_RANGE',
          `batch begins at ${batch.baseOffset}, after ${lastOffset}`,
          false,
        )
      }
      lastOffset = batch.lastOffset
      if (batch.maxTimestamp > maxTimestamp) {
        maxTimestamp = batch.maxTimestamp
        offsetOfMaxTimestamp = batch.lastOffset
      }
      at += size
    }
  } catch (error) {
    if (error instanceof CorruptRecord) return refuse('CORRUPT_MESSAGE', error.reason, false)
    throw error
  }
  const recordCount = baseOffset === -1 ? 0 : lastOffset - baseOffset + 1
  const accepted = { error: '', baseOffset, lastOffset, recordCount } as const
  const written = { bytes, view, from: 0, to: at }
  return { ...accepted, ...written, maxTimestamp, offsetOfMaxTimestamp, logAppendTime: -1 }
}
