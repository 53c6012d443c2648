/**
 * Entries of a `.txnindex` file (KIP-98): one for each aborted transaction whose ABORT marker lies in the
 * segment, in the order of the markers. 34 bytes: version, producer id, first offset, last offset (the
 * marker's), last stable offset once the marker was in. Refuses versions above 0.
 */
import { readInt64, viewOf, writeInt64 } from '@samsa/record/bytes'
import { CorruptRecord } from '@samsa/record/corrupt-record'

/** A transaction that an ABORT marker ended. */
export interface AbortedTransaction {
  readonly producerId: number
  readonly firstOffset: number
  /** Offset of the marker. */
  readonly lastOffset: number
  /** First offset that was still undecided once the marker was in, or the one after the marker. */
  readonly lastStableOffset: number
}

/** Size of one entry. */
export const ABORTED_TRANSACTION_BYTES = 34

const VERSION = 0

/** Writes one entry at `at`. */
export function writeAbortedTransaction(view: DataView, at: number, entry: AbortedTransaction): void {
  view.setInt16(at, VERSION)
  writeInt64(view, at + 2, entry.producerId)
  writeInt64(view, at + 10, entry.firstOffset)
  writeInt64(view, at + 18, entry.lastOffset)
  writeInt64(view, at + 26, entry.lastStableOffset)
}

/** All whole entries of a file. Throws CorruptRecord on a version that is not known. */
export function readAbortedTransactions(bytes: Uint8Array): AbortedTransaction[] {
  const view = viewOf(bytes)
  const entries: AbortedTransaction[] = []
  for (let at = 0; at + ABORTED_TRANSACTION_BYTES <= bytes.length; at += ABORTED_TRANSACTION_BYTES) {
    entries.push(readAbortedTransaction(view, at))
  }
  return entries
}

/** The entry at `at`. Throws CorruptRecord on a version that is not known. */
export function readAbortedTransaction(view: DataView, at: number): AbortedTransaction {
  const version = view.getInt16(at)
  if (version > VERSION) {
    throw new CorruptRecord('CORRUPT_MESSAGE', `version ${version} in a transaction index, only 0 is known`)
  }
  return {
    producerId: readInt64(view, at + 2),
    firstOffset: readInt64(view, at + 10),
    lastOffset: lastOffsetAt(view, at),
    lastStableOffset: readInt64(view, at + 26),
  }
}

/** Last offset of the entry at `at`: what entries are ordered by. */
export function lastOffsetAt(view: DataView, at: number): number {
  return readInt64(view, at + 18)
}

/**
 * Why a file's content cannot be the index of the segment that begins at `baseOffset` and ends below `endOffset`; ''
 * when it can. A start that finds one builds the index anew.
 */
export function transactionIndexProblem(bytes: Uint8Array, baseOffset: number, endOffset: number): string {
  const rest = bytes.length % ABORTED_TRANSACTION_BYTES
  if (rest !== 0) return `${rest} bytes after the last whole entry`
  try {
    let previous = baseOffset - 1
    for (const { lastOffset } of readAbortedTransactions(bytes)) {
      if (lastOffset <= previous) return `an entry ends at ${lastOffset}, not above ${previous}`
      if (lastOffset >= endOffset) return `an entry ends at ${lastOffset}, the segment below ${endOffset}`
      previous = lastOffset
    }
  } catch (error) {
    if (error instanceof CorruptRecord) return error.reason
    throw error
  }
  return ''
}
