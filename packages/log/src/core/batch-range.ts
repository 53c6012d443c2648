/**
 * Which whole batches within a stretch of a segment answer a read: those from the wanted offset on, up to a
 * number of bytes and an offset that may not be passed. Never splits a batch.
 */
import { batchBaseOffset, batchSizeInBytes } from '@samsa/record/record-batch'
import { lastOffsetOf, PREFIX_BYTES } from './batch-facts.js'

export interface Wanted {
  readonly offset: number
  readonly maxBytes: number
  /** Exclusive. */
  readonly upTo: number
  /** The first batch comes even when it is larger than `maxBytes`. */
  readonly minOneBatch: boolean
}

export interface BatchRange {
  /** Where the first wanted batch begins; beyond the stretch when skipping led there. */
  readonly from: number
  /** Where the last whole batch that fits ends; `from` when there is none. */
  readonly to: number
  /** Offset after the last batch of the range. */
  readonly nextOffset: number
  /**
   * The first wanted batch is cut by the end of the stretch: this many bytes from `from` would hold it. 0
   * otherwise.
   */
  readonly needs: number
  /** A limit ended the range (bytes or `upTo`), not the stretch. */
  readonly limited: boolean
}

/** `start` is where a batch begins; the stretch ends at `end`, maybe within a batch. */
export function batchRange(view: DataView, start: number, end: number, wanted: Wanted): BatchRange {
  let from = start
  while (from + PREFIX_BYTES <= end) {
    const size = batchSizeInBytes(view, from)
    if (size < PREFIX_BYTES) return nothing(from, wanted, true)
    if (from + Math.min(size, 27) > end) break
    if (lastOffsetOf(view, from) >= wanted.offset) return take(view, from, end, wanted)
    from += size
  }
  return { ...nothing(from, wanted, false), needs: from < end ? needed(view, from, end) : 0 }
}

function take(view: DataView, from: number, end: number, wanted: Wanted): BatchRange {
  let to = from
  let nextOffset = wanted.offset
  const most = from + wanted.maxBytes
  while (to + PREFIX_BYTES <= end) {
    const size = batchSizeInBytes(view, to)
    if (size < PREFIX_BYTES || batchBaseOffset(view, to) >= wanted.upTo) {
      return { from, to, nextOffset, needs: 0, limited: true }
    }
    const fits = to + size <= most || (to === from && wanted.minOneBatch)
    if (!fits) return { from, to, nextOffset, needs: 0, limited: true }
    if (to + size > end) break
    const last = lastOffsetOf(view, to)
    if (last >= wanted.upTo && to > from) return { from, to, nextOffset, needs: 0, limited: true }
    nextOffset = last + 1
    to += size
  }
  return { from, to, nextOffset, needs: to === from ? needed(view, from, end) : 0, limited: false }
}

function needed(view: DataView, at: number, end: number): number {
  return at + 12 <= end ? Math.max(batchSizeInBytes(view, at), PREFIX_BYTES + 10) : PREFIX_BYTES + 10
}

function nothing(from: number, wanted: Wanted, limited: boolean): BatchRange {
  return { from, to: from, nextOffset: wanted.offset, needs: 0, limited }
}
