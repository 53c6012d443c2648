/**
 * Takes back a write that found no room: what of it reached the files is cut off, so that the log ends where it
 * ended before. Of what was staged nothing is acknowledged; of what was there before nothing is lost. The
 * state of the producers is read again from the log, off the event loop; until then nothing is appended.
 */
import { DiskError } from '@samsa/host'
import { viewOf } from '@samsa/record/bytes'
import { batchMagic, batchProducerId, batchSizeInBytes } from '@samsa/record/record-batch'
import { isTooManyFiles } from './log-disk.js'
import { diskFailed, type LogState } from './log-state.js'
import { restoreProducers } from './producer-replay.js'
import type { Segment } from './segment.js'
import type { StagedGroup } from './staging.js'

const RETRY_MS = 1000

/** Where the log ended before the write. */
export interface WriteStart {
  readonly active: Segment
  readonly size: number
}

interface Undo extends WriteStart {
  readonly begun: readonly Segment[]
  readonly changesProducers: boolean
  /** Truncations up to then. */
  readonly cuts: number
}

/**
 * `staged` is complete. Without a descriptor it waits for one, and nothing is appended until then. Throws DiskError
 * when the files cannot be cut: then what they hold is unknown.
 */
export function undoWrite(log: LogState, start: WriteStart, staged: readonly StagedGroup[]): void {
  // Of the last of them not all files may have been made: it is in no list then, and an empty one would move the end.
  const begun = staged.filter(({ begins }) => begins !== undefined).map(({ segment }) => segment)
  const undo = { ...start, begun, changesProducers: staged.some(hasProducers), cuts: log.cuts }
  log.reader.forget()
  log.tail = undefined
  try {
    cut(log, undo)
  } catch (error) {
    if (!isTooManyFiles(error)) throw error
    cutLater(log, undo)
  }
}

/** Unless a truncation comes first: it waits for this, and cuts off all that is to be cut here, and more. */
function cutLater(log: LogState, undo: Undo): void {
  const { host } = log.context
  const waited = new Promise<void>((resolve) => void host.timers.after(RETRY_MS, resolve))
  const repair: Promise<DiskError | undefined> = waited.then(() => {
    const failure = cutAgain(log, undo)
    if (log.repair === repair && failure === undefined) log.repair = undefined
    return failure
  })
  log.repair = repair
}

/** Why it was given up. */
function cutAgain(log: LogState, undo: Undo): DiskError | undefined {
  const { context } = log
  if (log.deleted || context.failure !== undefined || log.cuts !== undo.cuts) return context.failure?.error
  try {
    cut(log, undo)
    return undefined
  } catch (error) {
    if (!(error instanceof DiskError)) throw error
    if (!isTooManyFiles(error))
      diskFailed(log, new DiskError('io', error.operation, error.path, { cause: error }))
    else if (!context.isClosing) cutLater(log, undo)
    return error
  }
}

function cut(log: LogState, { active, size, begun, changesProducers }: Undo): void {
  log.segments.removeAbove(active.baseOffset)
  for (const segment of begun) segment.markDeleted()
  // The next flush has something to do also where all before the write was flushed: what is cut must not come back.
  log.folderDirty = true
  if (begun.length > 0) {
    log.context.removeLater(0, async () => {
      await Promise.all(begun.map((segment) => segment.remove()))
    })
  }
  active.truncate(size, log.logEndOffset)
  log.sizeInBytes = log.segments.sizeInBytes
  if (log.epochs.truncateFromEnd(log.logEndOffset)) log.epochsDirty = true
  if (changesProducers || log.snapshots.newest > log.logEndOffset) repairState(log, changesProducers)
}

function hasProducers(group: StagedGroup): boolean {
  return group.chunks.some((bytes) => {
    const view = viewOf(bytes)
    for (let at = 0; at < bytes.length; at += batchSizeInBytes(view, at)) {
      if (batchMagic(view, at) === 2 && batchProducerId(view, at) >= 0) return true
    }
    return false
  })
}

/** Until it is done `log.repair` is set, and the old state keeps the last stable offset from moving ahead. */
function repairState(log: LogState, changesProducers: boolean): void {
  const repair: Promise<DiskError | undefined> = repairedAtLast(log, changesProducers).then((failure) => {
    if (log.repair === repair && failure === undefined) log.repair = undefined
    return failure
  })
  log.repair = repair
}

/** Want of descriptors or of room passes. Why it was given up: the directory failed or closes. */
async function repairedAtLast(log: LogState, changesProducers: boolean): Promise<DiskError | undefined> {
  const { context } = log
  while (!log.deleted && context.failure === undefined) {
    try {
      await repaired(log, changesProducers)
      return undefined
    } catch (error) {
      if (!(error instanceof DiskError)) throw error
      diskFailed(log, error)
      if (context.isClosing || context.failure !== undefined) return error
    }
    await new Promise<void>((resolve) => context.host.timers.after(RETRY_MS, resolve))
  }
  return context.failure?.error
}

async function repaired(log: LogState, changesProducers: boolean): Promise<void> {
  // Those of the segments that began know of refused batches: taken for the truth, they would tell of duplicates.
  await log.snapshots.removeAbove(log.logEndOffset)
  // Gone for good once the next flush has synced the folder.
  log.folderDirty = true
  if (changesProducers) await restoreProducers(log)
}
