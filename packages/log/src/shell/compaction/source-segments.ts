/**
 * What a pass needs to know of the files it reads from: sizes of the indexes, the times of last change, where in a
 * segment an offset lies, which transactions were aborted.
 */
import { type Disk, type DiskFile, DiskError } from '@samsa/host'
import { viewOf } from '@samsa/record/bytes'
import type { CleanerSegment } from '../../core/compaction/plan.js'
import { type LogFileKind, logFileName } from '../../core/file-names.js'
import { OFFSET_ENTRY_BYTES } from '../../core/offset-index.js'
import { type AbortedTransaction, readAbortedTransactions } from '../../core/transaction-index.js'
import { readSmallFile } from '../durable-file.js'
import type { CompactionRequest } from './compaction-request.js'

export type SourceSegment = CleanerSegment

/** Throws DiskError. */
export function sourceSegments(disk: Disk, request: CompactionRequest): SourceSegment[] {
  const { folder } = request
  return request.segments.map(({ baseOffset, size }) => ({
    baseOffset,
    size,
    offsetIndexBytes: sizeOf(disk, folder, baseOffset, 'index'),
    timeIndexBytes: sizeOf(disk, folder, baseOffset, 'timeindex'),
    lastModified: withFile(disk, pathOf(folder, baseOffset, 'log'), (file) => file.modifiedAt()),
    // The plan that asks for these was made before.
    largestTimestamp: () => -1,
    firstBatchTimestamp: () => undefined,
  }))
}

function pathOf(folder: string, baseOffset: number, kind: LogFileKind): string {
  return `${folder}/${logFileName(baseOffset, kind)}`
}

function sizeOf(disk: Disk, folder: string, baseOffset: number, kind: LogFileKind): number {
  const path = pathOf(folder, baseOffset, kind)
  return disk.exists(path) ? withFile(disk, path, (file) => file.size()) : 0
}

function withFile<T>(disk: Disk, path: string, use: (file: DiskFile) => T): T {
  const file = disk.open(path, 'read')
  try {
    return use(file)
  } finally {
    void file.close().catch(() => undefined)
  }
}

/** Where in the segment to begin in order not to miss `offset`: exact to an entry of the index. Throws DiskError. */
export function positionBefore(disk: Disk, folder: string, baseOffset: number, offset: number): number {
  if (offset <= baseOffset) return 0
  const bytes = readSmallFile(disk, pathOf(folder, baseOffset, 'index'))
  if (bytes === undefined) return 0
  const view = viewOf(bytes)
  let position = 0
  for (let at = 0; at + OFFSET_ENTRY_BYTES <= bytes.length; at += OFFSET_ENTRY_BYTES) {
    const isRest = at > 0 && view.getInt32(at) === 0 && view.getInt32(at + 4) === 0
    if (isRest || baseOffset + view.getInt32(at) > offset) break
    position = view.getInt32(at + 4)
  }
  return position
}

/**
 * The aborted transactions with data or marker between `from` and the end of what may be cleaned. Throws DiskError,
 * CorruptRecord.
 */
export function abortedIn(disk: Disk, request: CompactionRequest, from: number): AbortedTransaction[] {
  const { folder, segments, segmentsBehind, firstUncleanableOffset } = request
  const found: AbortedTransaction[] = []
  for (const baseOffset of [...segments.map((segment) => segment.baseOffset), ...segmentsBehind]) {
    const bytes = readTransactionIndex(disk, pathOf(folder, baseOffset, 'txnindex'))
    if (bytes === undefined) continue
    for (const entry of readAbortedTransactions(bytes)) {
      if (entry.lastOffset >= from && entry.firstOffset < firstUncleanableOffset) found.push(entry)
      // All that came after it began at or above what may be cleaned.
      if (entry.lastStableOffset >= firstUncleanableOffset) return found
    }
  }
  return found
}

/** Most segments have none. One behind the pass may go while it is looked for. */
function readTransactionIndex(disk: Disk, path: string): Uint8Array | undefined {
  try {
    return readSmallFile(disk, path)
  } catch (error) {
    if (error instanceof DiskError && error.kind === 'missing') return undefined
    throw error
  }
}
