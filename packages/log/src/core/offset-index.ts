/**
 * Entries of an `.index` file: 4 bytes offset less the segment's base, 4 bytes position of the batch whose
 * last record has that offset. Ascending in both, so that a lookup finds the last batch known to end at or
 * before an offset. Zeros behind the last entry are a preallocated rest (a file that was in use when its
 * broker died).
 */
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
