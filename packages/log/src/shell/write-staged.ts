/**
 * Append, second half: what was staged goes to the files. One writev per segment; a segment that begins
 * gets its files and its producer snapshot before its first byte. After a failure nothing staged will ever
 * be acknowledged.
 */
import { DiskError } from '@samsa/host'
import { flushLog } from './flush-log.js'
import { diskFailed, type LogState, writeEpochs } from './log-state.js'
import type { StagedGroup } from './staging.js'

/** Throws DiskError, after it has told the directory. */
export function writeStaged(log: LogState): void {
  const { staging } = log
  if (staging.bytes === 0) return
  if (log.deleted) {
    staging.clear()
    return
  }
  let rolledAt = -1
  try {
    if (log.context.failure !== undefined) throw log.context.failure.error
    if (log.epochsDirty) writeEpochs(log)
    for (const group of staging.seal()) {
      if (group.begins !== undefined) {
        beginFiles(log, group, group.begins.snapshot)
        rolledAt = group.segment.baseOffset
      }
      group.segment.write(group.chunks, group.bytes)
      log.sizeInBytes += group.bytes
      for (const run of group.runs) log.reader.tail.add(run)
    }
    log.logEndOffset = log.nextOffset
  } catch (error) {
    log.nextOffset = log.logEndOffset
    if (error instanceof DiskError) diskFailed(log, error)
    throw error
  } finally {
    staging.clear()
  }
  if (rolledAt >= 0) void flushLog(log, rolledAt).catch(() => undefined)
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
