/**
 * Which leader epoch began at which offset of one log (KIP-101, KIP-279): the basis on which a follower or a
 * consumer finds where its log and the leader's part. Owns the order of the entries and the text of
 * `leader-epoch-checkpoint`. Refuses negative epochs and offsets, and checkpoint texts that are not Kafka's
 * format version 0.
 */

/** A leader epoch and the offset of the first batch written in it. */
export interface EpochStart {
  readonly epoch: number
  readonly startOffset: number
}

/** Answer to "where did this epoch end?": both -1 when the log cannot know. */
export interface EpochEnd {
  /** The largest epoch not above the one asked for. */
  readonly leaderEpoch: number
  /** First offset of the next epoch; the log's end for the latest one. */
  readonly endOffset: number
}

const UNKNOWN: EpochEnd = { leaderEpoch: -1, endOffset: -1 }

/**
 * Mutable and synchronous. Every method that changes the entries says whether it did, so that the shell knows
 * when to write.
 */
export class LeaderEpochHistory {
  #entries: EpochStart[]

  /** `entries` in ascending order, as `decodeLeaderEpochs` returns them. */
  constructor(entries: readonly EpochStart[] = []) {
    this.#entries = []
    for (const { epoch, startOffset } of entries) this.assign(epoch, startOffset)
  }

  /** Ascending by epoch and by offset. */
  get entries(): readonly EpochStart[] {
    return this.#entries
  }

  /** -1 without entries. */
  get latestEpoch(): number {
    // Asked for each append, where `at(-1)` costs several times as much.
    const entries = this.#entries
    return entries.length === 0 ? -1 : (entries[entries.length - 1] as EpochStart).epoch
  }

  /** The epoch in which `offset` was written, -1 when it lies before all entries. */
  epochForOffset(offset: number): number {
    return this.#entries.findLast((entry) => entry.startOffset <= offset)?.epoch ?? -1
  }

  /**
   * Notes that the batch at `startOffset` is of `epoch`. Cheap when it is the latest epoch already. Entries
   * that would break the order (same or later epoch, same or later offset) give way, as after a truncation.
   */
  assign(epoch: number, startOffset: number): boolean {
    if (epoch < 0 || startOffset < 0)
      throw new RangeError(`leader epoch ${epoch} cannot start at ${startOffset}`)
    const latest = this.#entries.at(-1)
    if (latest !== undefined && latest.epoch === epoch && startOffset >= latest.startOffset) return false
    while (this.#conflictsWith(epoch, startOffset)) this.#entries.pop()
    // Copied into an array of just that size: there may be many logs, each with few entries.
    this.#entries = [...this.#entries, { epoch, startOffset }]
    return true
  }

  #conflictsWith(epoch: number, startOffset: number): boolean {
    const last = this.#entries.at(-1)
    return last !== undefined && (last.epoch >= epoch || last.startOffset >= startOffset)
  }

  /** Kafka's answer to OffsetForLeaderEpoch. `logEndOffset` is where the latest epoch ends. */
  endOffsetFor(requestedEpoch: number, logEndOffset: number): EpochEnd {
    if (requestedEpoch < 0 || requestedEpoch > this.latestEpoch) return UNKNOWN
    if (requestedEpoch === this.latestEpoch) return { leaderEpoch: requestedEpoch, endOffset: logEndOffset }
    const next = this.#entries.findIndex((entry) => entry.epoch > requestedEpoch)
    const endOffset = (this.#entries[next] as EpochStart).startOffset
    return { leaderEpoch: this.#entries[next - 1]?.epoch ?? requestedEpoch, endOffset }
  }

  /** Forgets epochs that began at or after `endOffset`, which is where the log ends now. */
  truncateFromEnd(endOffset: number): boolean {
    const before = this.#entries.length
    while ((this.#entries.at(-1)?.startOffset ?? -1) >= endOffset && endOffset >= 0) this.#entries.pop()
    return this.#entries.length !== before
  }

  /** Forgets epochs that ended before `startOffset`; the one in which it lies begins there from now on. */
  truncateFromStart(startOffset: number): boolean {
    const first = this.#entries.findLastIndex((entry) => entry.startOffset <= startOffset)
    const entry = this.#entries[first]
    if (entry === undefined || (first === 0 && entry.startOffset === startOffset)) return false
    this.#entries.splice(0, first + 1, { epoch: entry.epoch, startOffset })
    return true
  }

  /** Forgets everything. */
  clear(): void {
    this.#entries = []
  }
}

/** The text of `leader-epoch-checkpoint`. */
export function encodeLeaderEpochs(entries: readonly EpochStart[]): string {
  const lines = entries.map(({ epoch, startOffset }) => `${epoch} ${startOffset}\n`)
  return `0\n${entries.length}\n${lines.join('')}`
}

/** Entries of a `leader-epoch-checkpoint`, or why the text is none. An empty text holds no entries. */
export function decodeLeaderEpochs(text: string): { entries: EpochStart[] } | { problem: string } {
  if (text === '') return { entries: [] }
  const [version, count, ...rest] = text.split('\n')
  if (version !== '0') return { problem: `version ${version}, only 0 is known` }
  if (count === undefined || !/^\d+$/.test(count)) return { problem: `count ${count}` }
  if (rest.length !== Number(count) + 1 || rest.at(-1) !== '') {
    return { problem: `${count} entries announced, ${rest.length - 1} lines there` }
  }
  const entries: EpochStart[] = []
  for (const line of rest.slice(0, -1)) {
    const fields = /^(\d+)\s+(\d+)$/.exec(line)
    const entry = { epoch: Number(fields?.[1]), startOffset: Number(fields?.[2]) }
    if (!Number.isSafeInteger(entry.epoch) || !Number.isSafeInteger(entry.startOffset)) {
      return { problem: `malformed line "${line}"` }
    }
    entries.push(entry)
  }
  return { entries }
}
