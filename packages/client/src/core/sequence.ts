/**
 * Sequence numbers of one idempotent producer on one partition (KIP-98): every batch gets the next numbers
 * when it is first sent and keeps them over retries; the numbers of a batch that the broker refused for good
 * are given back, and later batches move down. Wraps from 2^31-1 to 0.
 */
const WRAP = 2 ** 31

export function advanceSequence(sequence: number, by: number): number {
  return (((sequence + by) % WRAP) + WRAP) % WRAP
}

/** What numbering needs of a batch. */
export interface Numbered {
  readonly recordCount: number
  /** -1 before the batch is numbered. */
  baseSequence: number
}

export class PartitionSequence {
  #next = 0
  /** The sequence that the next acknowledged batch starts with. */
  #expected = 0

  /** Numbers a batch that has no number yet. */
  number(batch: Numbered): void {
    if (batch.baseSequence >= 0) return
    batch.baseSequence = this.#next
    this.#next = advanceSequence(this.#next, batch.recordCount)
  }

  acknowledged(batch: Numbered): void {
    this.#expected = advanceSequence(batch.baseSequence, batch.recordCount)
  }

  /**
   * Whether nothing that precedes the batch is missing: then a gap seen by the broker is the broker's loss.
   */
  isNext(batch: Numbered): boolean {
    return batch.baseSequence === this.#expected
  }

  /** The broker refused the batch: its numbers were not used, so `later` (sent or not) move down by them. */
  giveBack(batch: Numbered, later: Iterable<Numbered>): void {
    if (batch.baseSequence < 0) return
    this.#next = advanceSequence(this.#next, -batch.recordCount)
    for (const other of later) {
      if (other.baseSequence >= 0)
        other.baseSequence = advanceSequence(other.baseSequence, -batch.recordCount)
    }
  }

  /** A new producer id: numbers start at 0 again, also for `waiting` batches that had some. */
  restart(waiting: Iterable<Numbered>): void {
    this.#next = 0
    this.#expected = 0
    for (const batch of waiting) batch.baseSequence = -1
  }
}
