/**
 * Which of a log's newest bytes are still in the tail cache, and reads from them. Bounded in number, so
 * that a log that fell silent holds next to nothing.
 */
import { batchRange, type Wanted } from '../core/batch-range.js'
import type { ReadBytes } from '../core/read-result.js'
import { isAlive, type TailRun } from './tail-cache.js'

const MOST_RUNS = 64

export class TailRuns {
  #runs: TailRun[] = []

  /** A run that has been written. Contiguous with the last one, it extends it. */
  add(run: TailRun): void {
    const last = this.#runs[this.#runs.length - 1]
    if (last !== undefined && continues(last, run)) {
      last.end = run.end
      last.endOffset = run.endOffset
      return
    }
    if (this.#runs.length >= MOST_RUNS) this.#runs = this.#runs.slice(MOST_RUNS / 2).filter(isAlive)
    this.#runs.push(run)
  }

  clear(): void {
    this.#runs = []
  }

  /** undefined: not in memory. One run is lent as it is; bytes of several are copied together. */
  read(wanted: Wanted, lend: (bytes: number) => Uint8Array): ReadBytes | undefined {
    const first = this.#holding(wanted.offset)
    if (first < 0) return undefined
    const pieces: Uint8Array[] = []
    let total = 0
    let nextOffset = wanted.offset
    for (let index = first; index < this.#runs.length; index++) {
      const run = this.#runs[index] as TailRun
      if (!isAlive(run) || (index > first && run.firstOffset !== nextOffset)) break
      const rest: Wanted = {
        offset: nextOffset,
        maxBytes: wanted.maxBytes - total,
        upTo: wanted.upTo,
        minOneBatch: wanted.minOneBatch && total === 0,
      }
      const range = batchRange(run.block.view, run.start, run.end, rest)
      if (range.to > range.from) {
        run.block.lent = true
        pieces.push(run.block.bytes.subarray(range.from, range.to))
        total += range.to - range.from
        nextOffset = range.nextOffset
      }
      if (range.limited || nextOffset !== run.endOffset) break
    }
    return { error: '', bytes: joined(pieces, total, lend), nextOffset }
  }

  /** Place in the segment's file of the batch that holds `offset`; -1: not in memory. */
  positionOf(offset: number, segmentBase: number): number {
    const index = this.#holding(offset)
    const run = this.#runs[index]
    if (run === undefined || run.segmentBase !== segmentBase) return -1
    const wanted = { offset, maxBytes: 0, upTo: offset, minOneBatch: false }
    return run.position + batchRange(run.block.view, run.start, run.end, wanted).from - run.start
  }

  #holding(offset: number): number {
    for (let index = this.#runs.length - 1; index >= 0; index--) {
      const run = this.#runs[index] as TailRun
      if (offset >= run.endOffset) return -1
      if (offset >= run.firstOffset) return isAlive(run) ? index : -1
    }
    return -1
  }
}

function continues(last: TailRun, run: TailRun): boolean {
  return (
    last.block === run.block &&
    last.generation === run.generation &&
    last.end === run.start &&
    last.segmentBase === run.segmentBase &&
    last.position + (last.end - last.start) === run.position
  )
}

const NOTHING = new Uint8Array(0)

function joined(
  pieces: readonly Uint8Array[],
  total: number,
  lend: (bytes: number) => Uint8Array,
): Uint8Array {
  if (pieces.length <= 1) return pieces[0] ?? NOTHING
  const whole = lend(total)
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole.subarray(0, total)
}
