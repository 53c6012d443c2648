/**
 * fsync. What a flush covers: the segments from the recovery point on, the indexes of those that no longer
 * grow (the active one's are always rebuilt after a crash), the epochs, the folder. Only then does the
 * recovery point move.
 */
import { DiskError } from '@samsa/host'
import { diskFailed, epochsAreDue, type LogState, writeEpochs } from './log-state.js'
import { repairsEnded } from './repair-queue.js'

/**
 * Resolves once all below `upTo` (default: the log end) is on the device. Rejects with DiskError, after
 * telling the directory.
 */
export async function flushLog(log: LogState, upTo: number = log.logEndOffset): Promise<void> {
  if (log.repair !== undefined) await repairsEnded(log)
  if (log.deleted) return
  // All is there but, maybe, the names of segments that have gone.
  if (upTo <= log.recoveryPoint && !log.folderDirty) return log.folderSync
  const { cuts } = log
  // No more than there is now: a truncation may have lowered the end while this waited, and it may rise before the end.
  const reached = Math.min(upTo, log.logEndOffset)
  const now = log.context.host.clock.wall()
  try {
    await syncFiles(log, upTo)
  } catch (error) {
    if (log.deleted) return
    if (error instanceof DiskError) diskFailed(log, error)
    throw error
  }
  // Another sync of these files failed meanwhile: the kernel tells of lost pages once, and not to this one.
  const { failure } = log.context
  if (failure !== undefined && !log.deleted) throw failure.error
  // After a truncation in the meantime other batches may lie below `upTo`: of those nothing was synced.
  if (log.cuts !== cuts) return
  if (reached > log.recoveryPoint) log.recoveryPoint = reached
  log.flushedAt = now
}

async function syncFiles(log: LogState, upTo: number): Promise<void> {
  if (epochsAreDue(log)) writeEpochs(log)
  const waits: Promise<void>[] = [log.epochFile.settled()]
  if (log.created !== undefined) waits.push(log.created())
  try {
    startSyncs(log, upTo, waits)
  } catch (error) {
    // What is under way must still be waited for: its own failure may follow, and somebody has to hear it.
    waits.push(Promise.reject(error))
  }
  const { folderSync } = log
  if (folderSync !== undefined) waits.push(folderSync)
  try {
    await Promise.all(waits)
  } catch (error) {
    // For want of descriptors, it may be: then the next flush starts anew.
    log.folderDirty = true
    if (log.folderSync === folderSync) log.folderSync = undefined
    throw error
  }
  if (log.folderSync === folderSync) log.folderSync = undefined
  log.created = undefined
}

/** Throws DiskError where a file cannot be opened. */
function startSyncs(log: LogState, upTo: number, waits: Promise<void>[]): void {
  const { segments, context } = log
  const last = segments.all.length - 1
  // One that ended where the recovery point stands may have got its last index entries after its last flush.
  for (let index = segments.indexOf(log.recoveryPoint - 1); index <= last; index++) {
    const segment = segments.at(index)
    if (segment === undefined || (segment.baseOffset >= upTo && segment.baseOffset > log.logStartOffset))
      break
    waits.push(segment.log.file.sync())
    if (index < last) waits.push(segment.syncIndexes())
    else if (segment.hasNewTransactions) waits.push(segment.transactions.sync())
  }
  if (log.folderDirty) {
    log.folderDirty = false
    log.folderSync = context.host.disk.syncDirectory(log.folder)
  }
}

/**
 * Synchronously, for a moment that must not be divided: only the end of the active segment, when all before it is on
 * the device already. False: it is not, and nothing was done. Throws DiskError, after telling the directory.
 */
export function flushTailNow(log: LogState): boolean {
  const { active } = log.segments
  if (log.recoveryPoint < active.baseOffset || log.folderDirty || log.folderSync !== undefined) return false
  if (log.created !== undefined || epochsAreDue(log) || active.hasNewTransactions) return false
  if (log.recoveryPoint === log.logEndOffset) return true
  try {
    active.log.file.syncNow()
  } catch (error) {
    if (error instanceof DiskError) diskFailed(log, error)
    throw error
  }
  log.recoveryPoint = log.logEndOffset
  return true
}
