/**
 * Entries of an `.index` file: 4 bytes offset less the segment's base, 4 bytes position of the batch whose last record
 * has that offset. Ascending in both, so that a lookup finds the last batch known to end at or before an offset.
 * Zeros behind the last entry are a preallocated rest (a file that was in use when its broker died).
 */
import { lastSlotAtOrBelow } from './sorted-search.js'

export const OFFSET_ENTRY_BYTES = 8

/** The largest offset a segment can hold, less its base: relative offsets are 31 bits. */
export const LAST_RELATIVE_OFFSET = 0x7fffffff

export interface OffsetIndexEntry {
  readonly offset: number
  readonly position: number
}

/** An index takes no entry beyond this many: it is full, and the segment rolls. */
export function mostOffsetEntries(segmentIndexBytes: number): number {
  return Math.floor(segmentIndexBytes / OFFSET_ENTRY_BYTES)
}

export function writeOffsetEntry(view: DataView, at: number, relativeOffset: number, position: number): void {
  view.setInt32(at, relativeOffset)
  view.setInt32(at + 4, position)
}

/** All entries with offsets made absolute, up to a preallocated rest. */
export function decodeOffsetIndex(bytes: Uint8Array, baseOffset: number): OffsetIndexEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries: OffsetIndexEntry[] = []
  for (let at = 0; at + OFFSET_ENTRY_BYTES <= bytes.length; at += OFFSET_ENTRY_BYTES) {
    const entry = { offset: baseOffset + view.getInt32(at), position: view.getInt32(at + 4) }
    if (at > 0 && view.getInt32(at) === 0 && entry.position === 0) break
    if (at === 0 && entry.position === 0 && view.getInt32(0) === 0 && bytes.length > OFFSET_ENTRY_BYTES) break
    entries.push(entry)
  }
  return entries
}

/**
 * Whether the last entry of an index can be true: a file of whole entries, the last one within the segment.
 * Cheap on purpose (Kafka's own check on load); damage within is met when the segment is recovered.
 */
export function isOffsetIndexSane(
  fileBytes: number,
  lastRelativeOffset: number,
  lastPosition: number,
): boolean {
  if (fileBytes % OFFSET_ENTRY_BYTES !== 0) return false
  if (fileBytes === 0) return true
  return (
    lastRelativeOffset >= 0 &&
    lastPosition >= 0 &&
    (fileBytes === OFFSET_ENTRY_BYTES || lastRelativeOffset > 0)
  )
}

/** Position to scan from for `offset`: that of the last entry at or below it, 0 without one. */
export function lookupOffset(bytes: Uint8Array, count: number, relativeOffset: number): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const slot = lastSlotAtOrBelow(count, (index) => view.getInt32(index * OFFSET_ENTRY_BYTES), relativeOffset)
  return slot < 0 ? 0 : view.getInt32(slot * OFFSET_ENTRY_BYTES + 4)
}
