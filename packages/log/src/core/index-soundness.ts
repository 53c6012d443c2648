/**
 * Whether the offset and time index of a segment can be what a writer left behind. Kafka looks at size and last entry
 * too; that an index tells of no more than its segment holds, and of most of it, is asked here as well.
 */

export interface IndexFacts {
  /** A size that is no multiple of an entry's. */
  readonly isRagged: boolean
}

export interface OffsetIndexFacts extends IndexFacts {
  /** Undefined: it has no entries. */
  readonly last: { readonly relativeOffset: number; readonly position: number } | undefined
}

export interface TimeIndexFacts extends IndexFacts {
  readonly first: { readonly timestamp: number } | undefined
  readonly last: { readonly timestamp: number; readonly relativeOffset: number } | undefined
}

export interface IndexedSegment {
  /** Bytes of the `.log` file. */
  readonly size: number
  /** Offsets from its first to the first of the next segment; infinite where that is not known. */
  readonly span: number
  /** It still grows: a time entry for its end comes when it closes. */
  readonly isActive: boolean
}

/** More of a segment than this behind the last entry: entries are missing. No batch is that large. */
const MOST_BYTES_BEHIND = 128 * 1024 * 1024

/** '' when it can. */
export function offsetIndexProblem(index: OffsetIndexFacts, segment: IndexedSegment): string {
  if (index.isRagged) return 'its size is no multiple of 8'
  const { last } = index
  if (last === undefined) return segment.size > MOST_BYTES_BEHIND ? 'it is empty' : ''
  if (last.relativeOffset < 0 || last.position < 0) return 'its last entry is negative'
  if (last.position >= segment.size) return 'it tells of bytes beyond the log'
  if (last.relativeOffset >= segment.span) return 'it tells of offsets of the next segment'
  return segment.size - last.position > MOST_BYTES_BEHIND ? 'it is short' : ''
}

/** '' when it can. */
export function timeIndexProblem(index: TimeIndexFacts, segment: IndexedSegment): string {
  if (index.isRagged) return 'its size is no multiple of 12'
  const { first, last } = index
  if (first === undefined || last === undefined)
    return segment.size > 0 && !segment.isActive ? 'it is empty' : ''
  if (last.timestamp < first.timestamp) return 'its last timestamp is below its first'
  if (last.relativeOffset < 0) return 'its last entry is negative'
  return last.relativeOffset >= segment.span ? 'it tells of offsets of the next segment' : ''
}
