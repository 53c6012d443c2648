/**
 * Entries of a `.timeindex` file: 8 bytes timestamp, 4 bytes offset less the segment's base. An entry (t,
 * o) says that no record up to offset o is younger than t. Timestamps strictly ascend: an entry that brings
 * no newer one is left out.
 */
export const TIME_ENTRY_BYTES = 12

export interface TimeIndexEntry {
  readonly timestamp: number
  readonly offset: number
}

/** One place is kept free for the entry that a segment gets when it is closed. */
export function mostTimeEntries(segmentIndexBytes: number): number {
  return Math.floor(segmentIndexBytes / TIME_ENTRY_BYTES) - 1
}

export function writeTimeEntry(view: DataView, at: number, timestamp: number, relativeOffset: number): void {
  view.setInt32(at, Math.floor(timestamp / 4294967296))
  view.setUint32(at + 4, timestamp >>> 0)
  view.setInt32(at + 8, relativeOffset)
}

export function timestampAt(view: DataView, at: number): number {
  return view.getInt32(at) * 4294967296 + view.getUint32(at + 4)
}

/** All entries with offsets made absolute, up to a preallocated rest. */
export function decodeTimeIndex(bytes: Uint8Array, baseOffset: number): TimeIndexEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries: TimeIndexEntry[] = []
  for (let at = 0; at + TIME_ENTRY_BYTES <= bytes.length; at += TIME_ENTRY_BYTES) {
    const entry = { timestamp: timestampAt(view, at), offset: baseOffset + view.getInt32(at + 8) }
    const zero = entry.timestamp === 0 && view.getInt32(at + 8) === 0
    if (zero && (at > 0 || bytes.length > TIME_ENTRY_BYTES)) break
    entries.push(entry)
  }
  return entries
}
