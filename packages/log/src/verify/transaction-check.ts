/**
 * A segment's transaction index against the abort markers in it, and producer snapshots against a replay. Pure.
 * Compaction takes batches of aborted transactions away and keeps their entries for a while, so that in a compacted
 * log only what readers rest on is held against an index: every aborted transaction that still has data.
 */
import type { AbortedTransaction } from '../core/transaction-index.js'
import type { ProducerSnapshotEntry } from '../core/producer-snapshot.js'

export interface TransactionProblem {
  readonly offset: number
  readonly message: string
  /** Means nothing in a log that compaction has been at. */
  readonly unlessCompacted: boolean
}

/** `replayed` are the aborted transactions whose markers lie in the segment; before `knownFrom` nothing is known. */
export function compareTransactionIndex(
  stored: readonly AbortedTransaction[],
  replayed: readonly AbortedTransaction[],
  knownFrom: number,
): TransactionProblem[] {
  const problems: TransactionProblem[] = []
  const byMarker = new Map(stored.map((entry) => [entry.lastOffset, entry]))
  for (const one of replayed) {
    const { producerId, firstOffset, lastOffset, lastStableOffset } = one
    const entry = byMarker.get(lastOffset)
    byMarker.delete(lastOffset)
    const tell = (message: string, unlessCompacted: boolean): void => {
      problems.push({ offset: lastOffset, message, unlessCompacted })
    }
    const name = `the transaction of producer ${producerId} from ${firstOffset} that was aborted at ${lastOffset}`
    if (entry === undefined || entry.producerId !== producerId)
      tell(`${name} is missing: readers of committed records would get it`, false)
    else if (entry.firstOffset > firstOffset)
      tell(`${name} begins at ${entry.firstOffset} in the index`, false)
    else if (entry.firstOffset < firstOffset)
      tell(`${name} begins at ${entry.firstOffset} in the index`, true)
    else if (entry.lastStableOffset !== lastStableOffset)
      tell(`${name} has last stable offset ${entry.lastStableOffset}, it was ${lastStableOffset}`, true)
  }
  for (const { producerId, firstOffset, lastOffset } of byMarker.values()) {
    if (firstOffset < knownFrom) continue
    const message = `no transaction of producer ${producerId} from ${firstOffset} was aborted at ${lastOffset}`
    problems.push({ offset: lastOffset, message, unlessCompacted: true })
  }
  return problems
}

/** `replayed` is the state at the snapshot's offset; batches below `knownFrom` were not replayed. */
export function compareProducerSnapshot(
  at: number,
  stored: readonly ProducerSnapshotEntry[],
  replayed: readonly ProducerSnapshotEntry[],
  knownFrom: number,
): TransactionProblem[] {
  const problems: TransactionProblem[] = []
  const known = new Map(replayed.map((entry) => [entry.producerId, entry]))
  for (const entry of stored) {
    const tell = (message: string, unlessCompacted: boolean): void => {
      problems.push({ offset: at, message: `producer ${entry.producerId}: ${message}`, unlessCompacted })
    }
    const found = known.get(entry.producerId)
    known.delete(entry.producerId)
    if (entry.lastOffset >= at) tell(`its last batch is at ${entry.lastOffset}, not below ${at}`, false)
    else if (found === undefined) {
      if (entry.lastOffset >= knownFrom) tell(`the log has no batch of it at ${entry.lastOffset}`, true)
    } else {
      const wrong = difference(entry, found, knownFrom)
      if (wrong !== '') tell(wrong, true)
    }
  }
  // A producer that is missing may have expired, but not within a transaction.
  for (const { producerId, transactionFirstOffset } of known.values()) {
    if (transactionFirstOffset < 0) continue
    const message = `producer ${producerId}: its transaction open since ${transactionFirstOffset} is missing`
    problems.push({ offset: at, message, unlessCompacted: true })
  }
  return problems
}

function difference(
  stored: ProducerSnapshotEntry,
  replayed: ProducerSnapshotEntry,
  knownFrom: number,
): string {
  if (stored.lastOffset < knownFrom && replayed.lastOffset < 0) return ''
  for (const field of ['producerEpoch', 'lastSequence', 'lastOffset'] as const) {
    if (stored[field] !== replayed[field]) return `${field} ${stored[field]}, the log has ${replayed[field]}`
  }
  const open = stored.transactionFirstOffset
  if (open === replayed.transactionFirstOffset || (open >= 0 && open < knownFrom)) return ''
  const shown = (offset: number): string => (offset < 0 ? 'none' : `one since ${offset}`)
  return `open transaction ${shown(open)}, the log has ${shown(replayed.transactionFirstOffset)}`
}
