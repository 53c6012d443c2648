/**
 * Append, second half: what was staged goes to the files. One writev per segment; a segment that begins
 * gets its files and its producer snapshot before its first byte. After a failure nothing staged will ever
 * be acknowledged; where there was no room for it, it is taken back (undo-write.ts).
 */
import { DiskError } from '@samsa/host'
import type { AbortedTransaction } from '../core/transaction-index.js'
import { isFull } from './disk-room.js'
import { flushLog } from './flush-log.js'
import { isTooManyFiles } from './log-disk.js'
import { diskFailed, type LogState, writeEpochs } from './log-state.js'
import type { Segment } from './segment.js'
import type { StagedGroup } from './staging.js'
import { undoWrite, type WriteStart } from './undo-write.js'

/** Throws DiskError, after it has told the directory. */
export function writeStaged(log: LogState): void {
  const { staging } = log
  if (staging.bytes === 0) return
  if (log.deleted) {
    staging.clear()
    return
  }
  let rolledAt = -1
  const { active } = log.segments
  const start = { active, size: active.size }
  try {
    if (log.context.failure !== undefined) throw log.context.failure.error
    // Another log of the directory found out earlier in this turn.
    if (log.context.isFull) throw new DiskError('no-space', 'write', log.folder)
    if (log.epochsDirty) writeEpochs(log)
    for (const group of staging.seal()) {
      if (group.begins !== undefined) {
        beginFiles(log, group, group.begins.snapshot)
        rolledAt = group.segment.baseOffset
      }
      group.segment.write(group.chunks, group.bytes)
      if (group.aborted !== undefined) writeAborted(log, group.segment, group.aborted)
      log.sizeInBytes += group.bytes
      for (const run of group.runs) log.reader.tail.add(run)
    }
    log.logEndOffset = log.nextOffset
  } catch (error) {
    log.nextOffset = log.logEndOffset
    if (error instanceof DiskError) diskFailed(log, error)
    if (isFull(error) || isTooManyFiles(error)) takeBack(log, start)
    throw error
  } finally {
    staging.clear()
  }
  if (rolledAt >= 0) void flushLog(log, rolledAt).catch(heardAlready)
}

/** The directory was told by the flush itself. Throws what is no failure of a disk. */
function heardAlready(error: unknown): void {
  if (!(error instanceof DiskError)) throw error
}

/** What was written can be cut off again: then nothing is wrong but the want of room, or of a descriptor. */
function takeBack(log: LogState, start: WriteStart): void {
  try {
    undoWrite(log, start, log.staging.seal())
  } catch (error) {
    if (!(error instanceof DiskError)) throw error
    diskFailed(log, error)
  }
}

/** After the markers' bytes: an index must never tell of a marker that is not there. */
function writeAborted(log: LogState, segment: Segment, aborted: readonly AbortedTransaction[]): void {
  for (const entry of aborted) if (segment.transactions.append(entry)) log.folderDirty = true
}

function beginFiles(log: LogState, group: StagedGroup, snapshot: Uint8Array): void {
  const ending = log.segments.active
  ending.offsetIndex.writePending()
  ending.timeIndex.writePending()
  group.segment.createFiles()
  log.folderDirty = true
  log.segments.add(group.segment)
  log.snapshots.write(group.segment.baseOffset, snapshot).catch((error) => diskFailed(log, error))
  log.context.host.log.write('debug', 'segment rolled', {
    log: log.folder,
    baseOffset: group.segment.baseOffset,
  })
}
