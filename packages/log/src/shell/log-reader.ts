/**
 * Reads of one log: from the tail cache, else from the file, synchronously while the range is likely in the
 * page cache and through the thread pool when it may wait for the device. What "likely" means is learnt
 * from how long reads took.
 */
import { DiskError, type Host } from '@samsa/host'
import { batchRange, type BatchRange, type Wanted } from '../core/batch-range.js'
import type { ReadBytes } from '../core/read-result.js'
import type { Segment } from './segment.js'
import type { SegmentList } from './segment-list.js'
import { TailRuns } from './tail-runs.js'

export type Lend = (bytes: number) => Uint8Array

const NOTHING = new Uint8Array(0)
/** Bytes before the log end that were written so recently that they cannot have left the page cache. */
const HOT_TAIL_BYTES = 32 * 1024 * 1024
/** A larger read blocks the loop for too long even from memory. */
const MOST_SYNC_BYTES = 4 * 1024 * 1024
/** A synchronous read that took longer waited for the device. */
const SLOW_SYNC_MS = 2
/** After one, so many reads of possibly cold ranges go through the thread pool before the next trial. */
const READS_BEFORE_TRIAL = 64
const HINTS = 4

/** Where a reader stopped: the next read of a sequential reader needs no index. */
interface Hint {
  offset: number
  segment: Segment | undefined
  position: number
}

interface Attempt {
  segment: Segment
  position: number
  length: number
}

export class LogReader {
  readonly tail = new TailRuns()
  readonly #hints: Hint[] = []
  #oldestHint = 0
  /**
   * Reads of possibly cold ranges to come that must not block; 0: try a synchronous one. A log starts with
   * one.
   */
  #asyncReads = 1

  constructor(
    private readonly host: Host,
    private readonly segments: SegmentList,
  ) {}

  /** The segments changed other than by growing. */
  forget(): void {
    this.tail.clear()
    this.#hints.length = 0
  }

  /** `wanted.offset` lies within the log and below `wanted.upTo`. */
  read(wanted: Wanted, lend: Lend, slack: number): ReadBytes | Promise<ReadBytes> {
    const cached = this.tail.read(wanted, lend)
    if (cached !== undefined) return cached
    const attempt = this.#locate(wanted, slack)
    if (!this.#isHot(attempt)) return this.#readLater(attempt, wanted, lend, slack)
    const started = this.host.clock.monotonic()
    for (;;) {
      const buffer = lend(attempt.length)
      const count = attempt.segment.log.file.read(buffer.subarray(0, attempt.length), attempt.position)
      const result = this.#accept(attempt, buffer, count, wanted, slack)
      if (result === undefined) continue
      if (this.host.clock.monotonic() - started > SLOW_SYNC_MS) this.#asyncReads = READS_BEFORE_TRIAL
      return result
    }
  }

  /** Place of `offset` in the segment at `index`, exact to an index entry. */
  positionOf(offset: number, index: number): number {
    const segment = this.segments.at(index)
    if (segment === undefined) return 0
    const inMemory = this.tail.positionOf(offset, segment.baseOffset)
    if (inMemory >= 0) return inMemory
    const hint = this.#hints.find((one) => one.offset === offset && one.segment === segment)
    return hint?.position ?? segment.positionFor(offset)
  }

  async #readLater(attempt: Attempt, wanted: Wanted, lend: Lend, slack: number): Promise<ReadBytes> {
    if (this.#asyncReads > 0) this.#asyncReads -= 1
    for (;;) {
      const buffer = lend(attempt.length)
      const into = buffer.subarray(0, attempt.length)
      const count = await this.#readAttempt(attempt, into)
      const result = this.#accept(attempt, buffer, count, wanted, slack)
      if (result !== undefined) return result
    }
  }

  /** 0 where the segment's file has gone meanwhile. */
  async #readAttempt(attempt: Attempt, into: Uint8Array): Promise<number> {
    const { segment, position } = attempt
    try {
      return await segment.log.file.readLater(into, position)
    } catch (error) {
      if (error instanceof DiskError && error.kind === 'missing' && !this.#holds(segment)) return 0
      throw error
    }
  }

  /** False: compaction or retention took it out of the log. */
  #holds(segment: Segment): boolean {
    return this.segments.at(this.segments.indexOf(segment.baseOffset)) === segment
  }

  #isHot(attempt: Attempt): boolean {
    if (attempt.length > MOST_SYNC_BYTES) return false
    const { segment } = attempt
    if (segment.isWarm && segment.size - attempt.position <= HOT_TAIL_BYTES) return true
    return this.#asyncReads === 0
  }

  #locate(wanted: Wanted, slack: number): Attempt {
    for (const hint of this.#hints) {
      if (hint.offset !== wanted.offset || hint.segment === undefined) continue
      const index = this.segments.indexOf(hint.segment.baseOffset)
      if (this.segments.at(index) !== hint.segment || hint.position >= hint.segment.size) continue
      return attemptAt(hint.segment, hint.position, wanted.maxBytes)
    }
    const index = this.segments.indexOf(wanted.offset)
    const segment = this.segments.at(index) as Segment
    return attemptAt(segment, segment.positionFor(wanted.offset), wanted.maxBytes + slack)
  }

  /** undefined: another read is needed, `attempt` says which. */
  #accept(
    attempt: Attempt,
    buffer: Uint8Array,
    count: number,
    wanted: Wanted,
    slack: number,
  ): ReadBytes | undefined {
    const view = new DataView(buffer.buffer, buffer.byteOffset, count)
    const range = batchRange(view, 0, count, wanted)
    if (range.to > range.from) return this.#done(attempt, buffer, range)
    if (range.limited || (range.needs > wanted.maxBytes && !wanted.minOneBatch)) return nothing(wanted)
    if (!this.#holds(attempt.segment)) {
      // What comes next lies elsewhere by now: another segment may hold this one's records.
      Object.assign(attempt, this.#locate(wanted, slack))
      return undefined
    }
    const position = attempt.position + range.from
    if (range.needs > 0) {
      const left = attempt.segment.size - position
      if (range.needs > left && attempt.length >= left) return nothing(wanted)
      const bytes = Math.max(range.needs, wanted.maxBytes)
      Object.assign(attempt, attemptAt(attempt.segment, position, bytes))
      return undefined
    }
    if (position < attempt.segment.size && count > 0) {
      Object.assign(attempt, attemptAt(attempt.segment, position, wanted.maxBytes))
      return undefined
    }
    // Not by place in the list: retention may have taken older segments out while the disk was asked.
    const next = this.segments.after(attempt.segment.baseOffset)
    if (next === undefined) return nothing(wanted)
    Object.assign(attempt, attemptAt(next, 0, wanted.maxBytes))
    return undefined
  }

  #done(attempt: Attempt, buffer: Uint8Array, range: BatchRange): ReadBytes {
    this.#remember(range.nextOffset, attempt.segment, attempt.position + range.to)
    return { error: '', bytes: buffer.subarray(range.from, range.to), nextOffset: range.nextOffset }
  }

  #remember(offset: number, segment: Segment, position: number): void {
    for (const hint of this.#hints) if (hint.offset === offset) return
    if (this.#hints.length < HINTS) {
      this.#hints.push({ offset, segment, position })
      return
    }
    const hint = this.#hints[this.#oldestHint] as Hint
    this.#oldestHint = (this.#oldestHint + 1) % HINTS
    hint.offset = offset
    hint.segment = segment
    hint.position = position
  }
}

/** At least a batch's header is asked for, never more than the segment holds. */
function attemptAt(segment: Segment, position: number, bytes: number): Attempt {
  const left = segment.size - position
  return { segment, position, length: Math.max(0, Math.min(Math.max(bytes, 128), left)) }
}

function nothing(wanted: Wanted): ReadBytes {
  return { error: '', bytes: NOTHING, nextOffset: wanted.offset }
}
