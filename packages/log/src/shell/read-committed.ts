/**
 * A read for a consumer of committed records: the batches together with the aborted transactions among them.
 * Both must be of the same segments: when compaction puts others in their place while the disk is asked, the new
 * index may say nothing of records that the old batches still hold, and the read begins again.
 */
import type { CommittedRead, ReadResult } from '../core/read-result.js'
import { abortedTransactions } from './aborted-transactions.js'
import type { Segment } from './segment.js'
import type { SegmentList } from './segment-list.js'

/** `read` reads from `offset` on. Throws or rejects with DiskError; CorruptRecord where an index is damaged. */
export function readCommitted(
  segments: SegmentList,
  offset: number,
  read: () => ReadResult | Promise<ReadResult>,
): CommittedRead | Promise<CommittedRead> {
  const before = segmentsFrom(segments, offset)
  const result = read()
  return result instanceof Promise
    ? result.then((late) =>
        isOf(before, segments, offset, late)
          ? withAborted(segments, offset, late)
          : readCommitted(segments, offset, read),
      )
    : withAborted(segments, offset, result)
}

function withAborted(segments: SegmentList, offset: number, result: ReadResult): CommittedRead {
  if (result.error !== '') return result
  const { bytes, nextOffset } = result
  const aborted = bytes.length === 0 ? [] : abortedTransactions(segments, offset, nextOffset)
  return { error: '', bytes, nextOffset, aborted }
}

/** The segment with the offset and the next one: a read may find the first to have nothing left. */
function segmentsFrom(segments: SegmentList, offset: number): readonly (Segment | undefined)[] {
  const index = segments.indexOf(offset)
  return [segments.at(index), segments.at(index + 1)]
}

function isOf(
  before: readonly (Segment | undefined)[],
  segments: SegmentList,
  offset: number,
  result: ReadResult,
): boolean {
  if (result.error !== '' || result.bytes.length === 0) return true
  const first = segments.at(segments.indexOf(offset))
  const last = segments.at(segments.indexOf(result.nextOffset - 1))
  return first === before[0] && (last === first || last === before[1])
}
