/**
 * Batches accepted and not yet written, in order, grouped by the segment they go to. Small ones are copied
 * into the tail cache's blocks, where neighbours of one log become one chunk; large ones stay where the
 * caller has them.
 */
import type { BatchesAt } from '../core/append-rules.js'
import type { SegmentTail } from '../core/segment-tail.js'
import type { AbortedTransaction } from '../core/transaction-index.js'
import type { Segment } from './segment.js'
import type { TailBlock, TailCache, TailRun } from './tail-cache.js'

/**
 * Appends up to this size are copied; a copy is cheaper than one more chunk in a writev (and frees the
 * caller's buffer).
 */
export const COPIED_BYTES = 4096

/** What one writev carries. */
export interface StagedGroup {
  readonly segment: Segment
  readonly tail: SegmentTail
  /** The segment begins with this group; the state of the producers before it. */
  readonly begins: { readonly snapshot: Uint8Array } | undefined
  readonly chunks: Uint8Array[]
  readonly runs: TailRun[]
  /** Transactions that a marker in this group aborted, in order; undefined for none. */
  aborted: AbortedTransaction[] | undefined
  bytes: number
}

export class Staging {
  readonly groups: StagedGroup[] = []
  bytes = 0
  /** The chunk that grows. */
  #run: TailRun | undefined

  constructor(private readonly tails: TailCache) {}

  /** Begins a group for `segment`; what was staged before goes to the segments before. */
  begin(segment: Segment, tail: SegmentTail, begins: { readonly snapshot: Uint8Array } | undefined): void {
    this.#closeRun()
    this.groups.push({ segment, tail, begins, chunks: [], runs: [], aborted: undefined, bytes: 0 })
  }

  /**
   * Copies what may be staged next, at most COPIED_BYTES, to where it would then lie, and can be judged there: a block
   * has a view for good, which another array would have to be given for each append. Nothing may be staged between
   * this and the `add` of what was judged; without one the copy is written over by the next.
   */
  place(bytes: Uint8Array): BatchesAt {
    const block = this.tails.reserve(bytes.length)
    const from = block.used
    block.bytes.set(bytes, from)
    return { bytes: block.bytes, view: block.view, from, to: from + bytes.length }
  }

  /** Adds to the last group. `position` is the place in the segment's file. true: the bytes were copied. */
  add(batches: BatchesAt, position: number, firstOffset: number, endOffset: number): boolean {
    const group = this.groups[this.groups.length - 1] as StagedGroup
    const { bytes, from, to } = batches
    const length = to - from
    group.bytes += length
    this.bytes += length
    if (length > COPIED_BYTES) {
      this.#closeRun()
      group.chunks.push(length === bytes.length ? bytes : bytes.subarray(from, to))
      return false
    }
    const block = this.tails.reserve(length)
    let run = this.#run
    if (run === undefined || run.block !== block || run.end !== block.used) {
      run = this.#openRun(group, block, position, firstOffset)
    }
    const isPlaced = bytes === block.bytes && from === block.used
    if (!isPlaced) block.bytes.set(length === bytes.length ? bytes : bytes.subarray(from, to), block.used)
    block.used += length
    run.end = block.used
    run.endOffset = endOffset
    return true
  }

  /** A marker staged in the last group aborted a transaction: the index follows the marker's bytes. */
  noteAborted(entry: AbortedTransaction): void {
    const group = this.groups[this.groups.length - 1] as StagedGroup
    group.aborted ??= []
    group.aborted.push(entry)
  }

  #openRun(group: StagedGroup, block: TailBlock, position: number, firstOffset: number): TailRun {
    this.#closeRun()
    const start = block.used
    const { generation } = block
    const segmentBase = group.segment.baseOffset
    const run: TailRun = {
      block,
      generation,
      segmentBase,
      start,
      end: start,
      position,
      firstOffset,
      endOffset: firstOffset,
    }
    block.pins += 1
    group.runs.push(run)
    this.#run = run
    return run
  }

  #closeRun(): void {
    const run = this.#run
    if (run === undefined) return
    this.#run = undefined
    const group = this.groups[this.groups.length - 1] as StagedGroup
    group.chunks.push(run.block.bytes.subarray(run.start, run.end))
  }

  /** The groups to write, complete. */
  seal(): readonly StagedGroup[] {
    this.#closeRun()
    return this.groups
  }

  /** Forgets what was staged: it has been written, or never will be. */
  clear(): void {
    this.#run = undefined
    for (const group of this.groups) for (const run of group.runs) run.block.pins -= 1
    this.groups.length = 0
    this.bytes = 0
  }
}
