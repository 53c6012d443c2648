/**
 * A read for a consumer of committed records: the batches together with the aborted transactions among them.
 * Both must be of the same segments: when compaction puts others in their place while the disk is asked, the new
 * index may say nothing of records that the old batches still hold, and the read begins again.
 */
import { DiskError } from '@samsa/host'
import type { CommittedRead, ReadResult } from '../core/read-result.js'
import { abortedTransactions, abortedTransactionsLater } from './aborted-transactions.js'
import type { SegmentList } from './segment-list.js'

type Read = () => ReadResult | Promise<ReadResult>

/** `read` reads from `offset` on. Throws or rejects with DiskError; CorruptRecord where an index is damaged. */
export function readCommitted(
  segments: SegmentList,
  offset: number,
  read: Read,
): CommittedRead | Promise<CommittedRead> {
  const { changes } = segments
  const result = read()
  if (result instanceof Promise) return readLater(segments, offset, read, result, changes)
  if (result.error !== '') return result
  const { bytes, nextOffset } = result
  const aborted = bytes.length === 0 ? [] : abortedTransactions(segments, offset, nextOffset)
  return { error: '', bytes, nextOffset, aborted }
}

async function readLater(
  segments: SegmentList,
  offset: number,
  read: Read,
  first: Promise<ReadResult>,
  changesBefore: number,
): Promise<CommittedRead> {
  let changes = changesBefore
  for (let reading: ReadResult | Promise<ReadResult> = first; ; reading = read()) {
    try {
      const result = await reading
      if (result.error !== '') return result
      const { bytes, nextOffset } = result
      const aborted = await abortedTransactionsLater(
        segments,
        offset,
        bytes.length === 0 ? offset : nextOffset,
      )
      if (segments.changes === changes) return { error: '', bytes, nextOffset, aborted }
    } catch (error) {
      const hasGone = error instanceof DiskError && error.kind === 'missing'
      if (!hasGone || segments.changes === changes) throw error
    }
    changes = segments.changes
  }
}
