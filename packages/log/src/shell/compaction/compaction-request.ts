/**
 * What a compaction is told and what it answers: plain data, as it passes between threads.
 */
import type { DiskErrorKind } from '@samsa/host'

/** One pass over one log. */
export interface CompactionRequest {
  readonly folder: string
  /** From the oldest to the last that may be cleaned. */
  readonly segments: readonly { readonly baseOffset: number; readonly size: number }[]
  /** Base offsets of the segments behind them: their transaction indexes may tell of data before. */
  readonly segmentsBehind: readonly number[]
  /** Where records begin that no pass has looked at. */
  readonly firstDirtyOffset: number
  /** Base offset of the first segment that is left alone. */
  readonly firstUncleanableOffset: number
  /** Three numbers each: producer id, offset of its last data or -1, epoch. There may be a hundred thousand. */
  readonly lastOfProducers: Float64Array
  readonly now: number
  /** Random: nobody who chooses keys may know it. */
  readonly seed: readonly [number, number, number, number]
  readonly segmentBytes: number
  readonly segmentIndexBytes: number
  readonly indexIntervalBytes: number
  readonly deleteRetentionMs: number
  /** Bound on the map of keys, and how full it may become. */
  readonly dedupeBytes: number
  readonly loadFactor: number
  /** Of one read, and of one write. */
  readonly ioBytes: number
  readonly maxBytesPerSecond: number
}

/** Segments that became one, whose files lie whole and synced under their names with `.cleaned`. */
export interface CleanedGroup {
  /** Base offsets; the first is the new segment's too. */
  readonly replaces: readonly number[]
  readonly size: number
}

export interface CompactionStats {
  /** While keys were collected. */
  readonly bytesMapped: number
  readonly bytesRead: number
  readonly bytesWritten: number
  readonly recordsRead: number
  readonly recordsKept: number
  readonly keylessRecords: number
  /** Share of the map of keys in use at the end, 0 to 1. */
  readonly bufferUtilization: number
  readonly mapMs: number
  readonly totalMs: number
}

/**
 * How a pass ended. 'done': all below `endOffset` has been cleaned, which is less than asked for when the map of keys
 * was full. 'corrupt': a batch that cannot be read. 'disk': a call failed. 'failed': the program itself.
 */
export type CompactionResult =
  | { readonly outcome: 'done'; readonly endOffset: number; readonly stats: CompactionStats }
  | { readonly outcome: 'aborted' }
  | { readonly outcome: 'failed'; readonly because: string }
  | {
      readonly outcome: 'corrupt'
      readonly segment: number
      readonly position: number
      readonly because: string
    }
  | {
      readonly outcome: 'disk'
      readonly kind: DiskErrorKind
      readonly operation: string
      readonly path: string
      readonly detail: string
    }
