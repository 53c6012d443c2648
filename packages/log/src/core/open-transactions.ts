/**
 * The transactions of one log that hold back its last stable offset: those without a marker yet, and those
 * whose marker has not passed the high watermark. Owns the order by first offset. Knows nothing of producers.
 */

/** Mutable and synchronous. Offsets only. */
export class OpenTransactions {
  /** First offsets, ascending. */
  #undecided: number[] = []
  /** Ascending by first offset; `lastOffset` is the marker's. */
  #unreplicated: { firstOffset: number; lastOffset: number }[] = []

  /** A transaction's first batch lies at `firstOffset`. */
  begin(firstOffset: number): void {
    const place = this.#undecided.findLastIndex((one) => one < firstOffset) + 1
    this.#undecided.splice(place, 0, firstOffset)
  }

  /** A marker at `lastOffset` ended the transaction. Returns the last stable offset that follows from it. */
  complete(firstOffset: number, lastOffset: number): number {
    this.#undecided = this.#undecided.filter((one) => one !== firstOffset)
    const place = this.#unreplicated.findLastIndex((one) => one.firstOffset < firstOffset) + 1
    this.#unreplicated.splice(place, 0, { firstOffset, lastOffset })
    return this.firstUndecidedOffset ?? lastOffset + 1
  }

  /** Completed transactions that ended before `offset` hold nothing back any more. */
  forgetReplicated(offset: number): void {
    if (this.#unreplicated.length === 0) return
    this.#unreplicated = this.#unreplicated.filter((one) => one.lastOffset >= offset)
  }

  /** First offset of the earliest transaction without a marker, undefined for none. */
  get firstUndecidedOffset(): number | undefined {
    return this.#undecided[0]
  }

  /** The earlier of the first undecided and the first unreplicated offset, undefined for none. */
  get firstUnstableOffset(): number | undefined {
    const undecided = this.#undecided[0]
    const unreplicated = this.#unreplicated[0]?.firstOffset
    if (undecided === undefined) return unreplicated
    return unreplicated === undefined ? undecided : Math.min(undecided, unreplicated)
  }

  /** Forgets everything. */
  clear(): void {
    this.#undecided = []
    this.#unreplicated = []
  }
}
