/**
 * A log whose folder gets another name: a future log that takes the place of the current one (KIP-113). What is
 * known of it in memory goes on; files are opened anew under their new paths when they are needed.
 */
import { invariant } from '@samsa/protocol/model/invariant'
import { type LogState, setHighWatermark, updateLastStableOffset } from './log-state.js'
import { OpenedLog } from './opened-log.js'
import { deleteRecordsBefore } from './retain-log.js'
import { Segment } from './segment.js'

/** Renames the folder; the log under its new name. The old one must not be used any more. Throws DiskError. */
export function renameLog(log: LogState, folder: string): LogState {
  invariant(log.staging.bytes === 0 && log.repair === undefined, 'a log is renamed at rest')
  const { context } = log
  const { disk } = context.host
  for (const segment of log.segments.all) {
    segment.offsetIndex.writePending()
    segment.timeIndex.writePending()
  }
  disk.rename(log.folder, folder)
  const snapshots = log.snapshots.offsets
  const renamed = new OpenedLog(context, { ...factsOf(log), folder, snapshots, epochs: log.epochs.entries })
  for (const old of log.segments.all) {
    const segment = new Segment(disk, folder, old.baseOffset, context.indexPages)
    segment.size = old.size
    segment.warmFrom = old.warmFrom
    renamed.segments.add(segment)
  }
  renamed.logEndOffset = log.logEndOffset
  renamed.nextOffset = log.nextOffset
  renamed.lastStableOffset = log.lastStableOffset
  renamed.sizeInBytes = log.sizeInBytes
  renamed.producers = log.producers
  const metadataPath = `${folder}/partition.metadata`
  const directory = folder.slice(0, folder.lastIndexOf('/'))
  // No flush counts before the name and the id do: the next start would take the other copy.
  renamed.created = async () => {
    const identified = disk.exists(metadataPath) ? disk.syncFile(metadataPath) : undefined
    await Promise.all([identified, disk.syncDirectory(directory)])
  }
  renamed.epochsDirty = true
  log.deleted = true
  log.epochFile.abandon()
  log.reader.forget()
  for (const segment of log.segments.all) void segment.abandon().catch(() => undefined)
  return renamed
}

function factsOf(log: LogState) {
  const { topic, partition, topicId, config, logStartOffset, highWatermark, recoveryPoint } = log
  return {
    topic,
    partition,
    topicId,
    config,
    logStartOffset,
    highWatermark,
    recoveryPoint,
    folderDirty: true,
  }
}

/** What batches do not tell, from the log that `log` is a whole copy of. */
export function takeOver(log: LogState, from: LogState): void {
  log.config = from.config
  log.producers = from.producers
  // Parts of the copy may be older than the passes over the original: tombstones that those removed would be missed.
  log.cleanedTo = undefined
  if (from.verifications !== undefined) log.verifications = from.verifications
  log.epochs.clear()
  for (const { epoch, startOffset } of from.epochs.entries) log.epochs.assign(epoch, startOffset)
  log.epochsDirty = true
  setHighWatermark(log, from.highWatermark)
  if (from.logStartOffset > log.logStartOffset) deleteRecordsBefore(log, from.logStartOffset)
  updateLastStableOffset(log)
}
