/**
 * Reads of one log: from the tail cache, else from the file: synchronously only what was written so recently that it
 * lies in the page cache, and through the thread pool what may wait for the device, index pages included. Whether a
 * file's pages are cached cannot be asked here, and a wrong guess would stop everybody.
 */
import { DiskError } from '@samsa/host'
import { batchRange, type BatchRange, type Wanted } from '../core/batch-range.js'
import type { ReadBytes } from '../core/read-result.js'
import type { LogState } from './log-state.js'
import { soundIndexes } from './rebuild-indexes.js'
import type { Segment } from './segment.js'
import { TailRuns } from './tail-runs.js'

export type Lend = (bytes: number) => Uint8Array

const NOTHING = new Uint8Array(0)
/** Bytes before the log end that were written so recently that they cannot have left the page cache. */
const HOT_TAIL_BYTES = 32 * 1024 * 1024
/** A larger read blocks the loop for too long even from memory. */
const MOST_SYNC_BYTES = 2 * 1024 * 1024
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
  /** Truncations of the log so far: a file that was cut since may rightly be shorter. */
  cuts: number
}

export class LogReader {
  readonly tail = new TailRuns()
  readonly #hints: Hint[] = []
  #oldestHint = 0

  constructor(private readonly log: LogState) {}

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
    if (attempt === undefined || !isHot(attempt)) return this.#readLater(attempt, wanted, lend, slack)
    while (isHot(attempt)) {
      const buffer = lend(attempt.length)
      const count = attempt.segment.log.file.read(buffer.subarray(0, attempt.length), attempt.position)
      const result = this.#accept(attempt, buffer, count, wanted)
      if (result !== undefined) return result
    }
    // What is next is larger than it looked.
    return this.#readLater(attempt, wanted, lend, slack)
  }

  /**
   * Place of `offset` in the segment at `index`, exact to an index entry; undefined where the device would have to be
   * asked.
   */
  positionOf(offset: number, index: number): number | undefined {
    const segment = this.log.segments.at(index)
    if (segment === undefined) return 0
    const inMemory = this.tail.positionOf(offset, segment.baseOffset)
    if (inMemory >= 0) return inMemory
    const hint = this.#hints.find((one) => one.offset === offset && one.segment === segment)
    return hint?.position ?? segment.knownPositionFor(offset)
  }

  async #readLater(from: Attempt | undefined, wanted: Wanted, lend: Lend, slack: number): Promise<ReadBytes> {
    let attempt = from ?? (await this.#locateLater(wanted, slack))
    while (attempt !== undefined) {
      const buffer = lend(attempt.length)
      const into = buffer.subarray(0, attempt.length)
      const count = await this.#readAttempt(attempt, into)
      const { segment } = attempt
      const result =
        count > 0 || this.#holds(segment) ? this.#accept(attempt, buffer, count, wanted) : undefined
      if (result !== undefined && (result.bytes.length > 0 || this.#holds(segment))) return result
      // What comes next lies elsewhere by now: another segment may hold what came behind this one.
      if (!this.#holds(segment)) attempt = await this.#locateLater(wanted, slack)
    }
    return nothing(wanted)
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
    const { segments } = this.log
    return segments.at(segments.indexOf(segment.baseOffset)) === segment
  }

  /** undefined: the device would have to be asked. */
  #locate(wanted: Wanted, slack: number): Attempt | undefined {
    const { segments } = this.log
    for (const hint of this.#hints) {
      if (hint.offset !== wanted.offset || hint.segment === undefined) continue
      const index = segments.indexOf(hint.segment.baseOffset)
      if (segments.at(index) !== hint.segment || hint.position >= hint.segment.size) continue
      return this.#attemptAt(hint.segment, hint.position, wanted.maxBytes)
    }
    const segment = segments.at(segments.indexOf(wanted.offset)) as Segment
    const position = segment.knownPositionFor(wanted.offset)
    return position === undefined ? undefined : this.#attemptAt(segment, position, wanted.maxBytes + slack)
  }

  /** undefined: the log has become shorter than what is wanted. */
  async #locateLater(wanted: Wanted, slack: number): Promise<Attempt | undefined> {
    const { segments } = this.log
    for (;;) {
      const segment = segments.at(segments.indexOf(wanted.offset))
      if (segment === undefined) return undefined
      try {
        await soundIndexes(this.log, segment)
        const position = await segment.positionForLater(wanted.offset)
        if (this.#holds(segment)) return this.#attemptAt(segment, position, wanted.maxBytes + slack)
      } catch (error) {
        if (!(error instanceof DiskError && error.kind === 'missing') || this.#holds(segment)) throw error
      }
    }
  }

  /** undefined: another read is needed, `attempt` says which. */
  #accept(attempt: Attempt, buffer: Uint8Array, count: number, wanted: Wanted): ReadBytes | undefined {
    const view = new DataView(buffer.buffer, buffer.byteOffset, count)
    const range = batchRange(view, 0, count, wanted)
    if (range.to > range.from) return this.#done(attempt, buffer, range)
    if (range.limited || (range.needs > wanted.maxBytes && !wanted.minOneBatch)) return nothing(wanted)
    if (count < attempt.length && attempt.cuts === this.log.cuts && this.#holds(attempt.segment)) {
      // Looked for once more it would be as short; and what comes next is not what was asked for.
      throw new DiskError('io', 'read', attempt.segment.log.path, { detail: 'the file ends early' })
    }
    const position = attempt.position + range.from
    if (range.needs > 0) {
      const left = attempt.segment.size - position
      if (range.needs > left && attempt.length >= left) return nothing(wanted)
      const bytes = Math.max(range.needs, wanted.maxBytes)
      Object.assign(attempt, this.#attemptAt(attempt.segment, position, bytes))
      return undefined
    }
    if (position < attempt.segment.size && count > 0) {
      Object.assign(attempt, this.#attemptAt(attempt.segment, position, wanted.maxBytes))
      return undefined
    }
    // Not by place in the list: retention may have taken older segments out while the disk was asked.
    const next = this.log.segments.after(attempt.segment.baseOffset)
    if (next === undefined) return nothing(wanted)
    Object.assign(attempt, this.#attemptAt(next, 0, wanted.maxBytes))
    return undefined
  }

  /** At least a batch's header is asked for, never more than the segment holds. */
  #attemptAt(segment: Segment, position: number, bytes: number): Attempt {
    const left = segment.size - position
    const length = Math.max(0, Math.min(Math.max(bytes, 128), left))
    return { segment, position, length, cuts: this.log.cuts }
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

/** In the page cache, and not so large that copying it stops others. */
function isHot({ segment, position, length }: Attempt): boolean {
  const { warmFrom, size } = segment
  if (warmFrom < 0 || position < warmFrom) return false
  return length <= MOST_SYNC_BYTES && size - position <= HOT_TAIL_BYTES
}

function nothing(wanted: Wanted): ReadBytes {
  return { error: '', bytes: NOTHING, nextOffset: wanted.offset }
}
