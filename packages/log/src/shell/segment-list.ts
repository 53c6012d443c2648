/**
 * A log's segments in order of their base offsets; the last one is the active one.
 */
import { lastSlotAtOrBelow } from '../core/sorted-search.js'
import type { Segment } from './segment.js'

export class SegmentList {
  #segments: Segment[] = []
  /** Counts what was done to the list other than adding to its end. */
  changes = 0

  get all(): readonly Segment[] {
    return this.#segments
  }

  get active(): Segment {
    return this.#segments[this.#segments.length - 1] as Segment
  }

  get first(): Segment {
    return this.#segments[0] as Segment
  }

  add(segment: Segment): void {
    this.addAll([segment])
  }

  /** Into an array of just that size: one that grows keeps room for many more, in each of many logs. */
  addAll(segments: readonly Segment[]): void {
    this.#segments = this.#segments.concat(segments)
  }

  /** Index of the segment that holds `offset`; 0 when it lies before all of them. */
  indexOf(offset: number): number {
    const segments = this.#segments
    const last = segments.length - 1
    if (last < 0 || (segments[last] as Segment).baseOffset <= offset) return Math.max(last, 0)
    const slot = lastSlotAtOrBelow(
      segments.length,
      (index) => (segments[index] as Segment).baseOffset,
      offset,
    )
    return Math.max(slot, 0)
  }

  /** The first segment that begins above `baseOffset`, wherever the list begins meanwhile. */
  after(baseOffset: number): Segment | undefined {
    const index = this.indexOf(baseOffset)
    const found = this.#segments[index]
    return found === undefined || found.baseOffset > baseOffset ? found : this.#segments[index + 1]
  }

  at(index: number): Segment | undefined {
    return this.#segments[index]
  }

  get sizeInBytes(): number {
    return this.#segments.reduce((total, segment) => total + segment.size, 0)
  }

  /** Takes the oldest `count` out. */
  removeFirst(count: number): Segment[] {
    this.changes += 1
    return this.#segments.splice(0, count)
  }

  /** Puts one segment in the place of several that follow each other. */
  replace(old: readonly Segment[], segment: Segment): void {
    this.changes += 1
    this.#segments.splice(this.#segments.indexOf(old[0] as Segment), old.length, segment)
  }

  /** Takes those that begin above `offset` out. */
  removeAbove(offset: number): Segment[] {
    this.changes += 1
    const keep = this.#segments.filter((segment) => segment.baseOffset <= offset)
    return this.#segments.splice(keep.length)
  }

  removeAll(): Segment[] {
    this.changes += 1
    return this.#segments.splice(0)
  }
}
