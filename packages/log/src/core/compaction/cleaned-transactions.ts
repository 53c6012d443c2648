/**
 * Transactions as a cleaner meets them on its way through a log: which data was aborted, which markers have
 * no data left before them, which aborted transactions the index of the new segment still needs. Owns that
 * state from the first segment of a pass to the last. Batches must come in the order of their offsets, each
 * once; an aborted transaction may be announced by every segment it reaches into.
 */
import { openBatch } from '@samsa/record/record'
import {
  batchAttributes,
  batchMagic,
  batchProducerId,
  batchRecordCount,
  isTransactionalBatch,
} from '@samsa/record/record-batch'
import { controlRecordType } from '@samsa/record/control-record'
import { lastOffsetOf } from '../batch-facts.js'
import type { AbortedTransaction } from '../transaction-index.js'

interface OngoingAbort {
  readonly entry: AbortedTransaction
  hasData: boolean
}

/** One for the building of an offset map, another for the cleaning that follows. */
export class CleanedTransactions {
  /** Announced and not yet begun, sorted by first offset from `#next` on. */
  #announced: AbortedTransaction[] = []
  #next = 0
  readonly #aborted = new Map<number, OngoingAbort>()
  readonly #committed = new Set<number>()
  #retained: AbortedTransaction[] = []

  /** Announces what was aborted in the segment that comes next: all that a reader of its range must know of. */
  addAborted(entries: readonly AbortedTransaction[]): void {
    if (entries.length === 0) return
    const left = this.#announced.slice(this.#next)
    this.#announced = [...left, ...entries].sort((one, other) => one.firstOffset - other.firstOffset)
    this.#next = 0
  }

  /** Whether the data batch at `at`, of any format, belongs to an aborted transaction. */
  onBatch(view: DataView, at: number): boolean {
    this.#beginUpTo(lastOffsetOf(view, at))
    if (batchMagic(view, at) < 2 || !isTransactionalBatch(batchAttributes(view, at))) return false
    const producerId = batchProducerId(view, at)
    const aborted = this.#aborted.get(producerId)
    if (aborted === undefined) {
      this.#committed.add(producerId)
      return false
    }
    aborted.hasData = true
    return true
  }

  /**
   * Whether the control batch at `at` has no purpose left: its transaction had no data in what was read, or
   * it is empty itself. Throws CorruptRecord on a marker that cannot be read.
   */
  onControlBatch(bytes: Uint8Array, view: DataView, at: number): boolean {
    this.#beginUpTo(lastOffsetOf(view, at))
    if (batchRecordCount(view, at) === 0) return true
    const record = openBatch(bytes, view, at)
    record.next()
    const type = controlRecordType(record.key())
    const producerId = batchProducerId(view, at)
    if (type === 'COMMIT') return !this.#committed.delete(producerId)
    if (type !== 'ABORT') return false
    const aborted = this.#aborted.get(producerId)
    this.#aborted.delete(producerId)
    if (aborted === undefined || !aborted.hasData) return true
    this.#retained.push(aborted.entry)
    return false
  }

  /**
   * The aborted transactions whose markers were read since the last call and had data before them: entries
   * for the index of the segment being written, in its order.
   */
  takeRetained(): AbortedTransaction[] {
    const retained = this.#retained
    this.#retained = []
    return retained
  }

  #beginUpTo(offset: number): void {
    for (; this.#next < this.#announced.length; this.#next++) {
      const entry = this.#announced[this.#next] as AbortedTransaction
      if (entry.firstOffset > offset) return
      if (!this.#aborted.has(entry.producerId)) {
        this.#aborted.set(entry.producerId, { entry, hasData: false })
      }
    }
  }
}
