/**
 * An offset or time index against the batches of its segment, fed in order. Pure. An entry of the offset index must
 * lead to the beginning of a batch, and all batches before it must end below the entry's offset; an entry of the time
 * index must name the largest time up to the batch that holds its offset. Lookups rest on exactly that.
 */
import { decodeOffsetIndex, OFFSET_ENTRY_BYTES, type OffsetIndexEntry } from '../core/offset-index.js'
import { decodeTimeIndex, TIME_ENTRY_BYTES, type TimeIndexEntry } from '../core/time-index.js'

/** What is wrong, at which byte of the index. */
export interface IndexProblem {
  readonly position: number
  readonly offset: number
  readonly message: string
}

export class OffsetIndexCheck {
  readonly problems: IndexProblem[] = []
  readonly #entries: readonly OffsetIndexEntry[]
  #next = 0
  #previousEnd: number

  constructor(
    bytes: Uint8Array,
    private readonly baseOffset: number,
  ) {
    this.#entries = decodeOffsetIndex(bytes, baseOffset)
    this.#previousEnd = baseOffset - 1
    const rest = bytes.length % OFFSET_ENTRY_BYTES
    if (rest !== 0) this.#tell(this.#entries.length, `its size is no multiple of ${OFFSET_ENTRY_BYTES}`)
    this.#entries.forEach((entry, slot) => {
      const before = this.#entries[slot - 1]
      if (before !== undefined && (entry.offset <= before.offset || entry.position <= before.position))
        this.#tell(slot, `entry ${slot} is not above the one before it`)
    })
  }

  get isEmpty(): boolean {
    return this.#entries.length === 0
  }

  batch(position: number, lastOffset: number): void {
    for (let entry = this.#entries[this.#next]; entry !== undefined; entry = this.#entries[this.#next]) {
      if (entry.position > position) break
      if (entry.position < position) this.#tell(this.#next, `no batch begins at position ${entry.position}`)
      else if (entry.offset < lastOffset)
        this.#tell(this.#next, `the batch at position ${position} ends with offset ${lastOffset}`)
      else if (entry.offset <= this.#previousEnd)
        this.#tell(this.#next, `offset ${entry.offset} lies before position ${position}`)
      this.#next++
    }
    this.#previousEnd = lastOffset
  }

  /** All batches were told. */
  end(): void {
    for (; this.#next < this.#entries.length; this.#next++) {
      const { position = 0 } = this.#entries[this.#next] ?? {}
      this.#tell(this.#next, `no batch begins at position ${position}`)
    }
    const last = this.#entries.at(-1)
    if (last !== undefined && last.offset > this.#previousEnd)
      this.#tell(this.#entries.length - 1, `the segment ends with offset ${this.#previousEnd}`)
  }

  #tell(slot: number, message: string): void {
    const offset = this.#entries[slot]?.offset ?? this.baseOffset
    this.problems.push({ position: slot * OFFSET_ENTRY_BYTES, offset, message })
  }
}

export class TimeIndexCheck {
  readonly problems: IndexProblem[] = []
  readonly #entries: readonly TimeIndexEntry[]
  #next = 0
  #largest = -1
  #end: number

  constructor(
    bytes: Uint8Array,
    private readonly baseOffset: number,
  ) {
    this.#entries = decodeTimeIndex(bytes, baseOffset)
    this.#end = baseOffset - 1
    if (bytes.length % TIME_ENTRY_BYTES !== 0)
      this.#tell(this.#entries.length, `its size is no multiple of ${TIME_ENTRY_BYTES}`)
    this.#entries.forEach((entry, slot) => {
      const before = this.#entries[slot - 1]
      if (before !== undefined && (entry.timestamp <= before.timestamp || entry.offset < before.offset))
        this.#tell(slot, `entry ${slot} is not above the one before it`)
    })
  }

  batch(lastOffset: number, maxTimestamp: number): void {
    this.#largest = Math.max(this.#largest, maxTimestamp)
    this.#end = lastOffset
    for (let entry = this.#entries[this.#next]; entry !== undefined; entry = this.#entries[this.#next]) {
      if (entry.offset > lastOffset) break
      if (entry.timestamp !== this.#largest)
        this.#tell(
          this.#next,
          `up to offset ${entry.offset} the largest time is ${this.#largest}, not ${entry.timestamp}`,
        )
      this.#next++
    }
  }

  /** All batches were told. `isClosed`: the segment has got its last entry. */
  end(isClosed: boolean): void {
    for (; this.#next < this.#entries.length; this.#next++)
      this.#tell(this.#next, `the segment ends with offset ${this.#end}`)
    const indexed = this.#entries.at(-1)?.timestamp ?? -1
    if (isClosed && this.#largest > indexed)
      this.#tell(
        this.#entries.length,
        `the segment's largest time ${this.#largest} is missing: the last entry has ${indexed}`,
      )
  }

  #tell(slot: number, message: string): void {
    const offset = this.#entries[slot]?.offset ?? this.baseOffset
    this.problems.push({ position: slot * TIME_ENTRY_BYTES, offset, message })
  }
}
