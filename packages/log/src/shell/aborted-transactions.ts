/**
 * Which aborted transactions a reader needs to know of: a walk over the transaction indexes from the segment it
 * reads on. A transaction's entry lies where its marker is, so it may be in a later segment than its records.
 */
import type { AbortedTransaction } from '../core/transaction-index.js'
import type { SegmentList } from './segment-list.js'

/** Throws DiskError; CorruptRecord where an index is damaged. */
export function abortedTransactions(
  segments: SegmentList,
  from: number,
  upTo: number,
): readonly AbortedTransaction[] {
  const found: AbortedTransaction[] = []
  if (from >= upTo) return found
  for (let index = segments.indexOf(from); index < segments.all.length; index++) {
    if (segments.at(index)?.transactions.collect(from, upTo, found) === true) break
  }
  return found
}

/** The same without ever blocking the event loop on the device. */
export async function abortedTransactionsLater(
  segments: SegmentList,
  from: number,
  upTo: number,
): Promise<readonly AbortedTransaction[]> {
  const found: AbortedTransaction[] = []
  if (from >= upTo) return found
  for (let index = segments.indexOf(from); index < segments.all.length; index++) {
    if ((await segments.at(index)?.transactions.collectLater(from, upTo, found)) === true) break
  }
  return found
}
