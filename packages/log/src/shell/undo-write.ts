/**
 * Takes back a write that found no room: what of it reached the files is cut off, so that the log ends where it
 * ended before. Of what was staged nothing is acknowledged; of what was there before nothing is lost. The
 * state of the producers is read again from the log, off the event loop; until then nothing is appended.
 */
import { DiskError } from '@samsa/host'
import { viewOf } from '@samsa/record/bytes'
import { batchMagic, batchProducerId, batchSizeInBytes } from '@samsa/record/record-batch'
import { isTooManyFiles } from './log-disk.js'
import type { LogState } from './log-state.js'
import { restoreProducers } from './producer-replay.js'
import { addRepair, untilDone } from './repair-queue.js'
import type { Segment } from './segment.js'
import type { StagedGroup } from './staging.js'

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
  let isCut = true
  try {
    cut(log, undo)
  } catch (error) {
    if (!isTooManyFiles(error)) throw error
    isCut = false
  }
  if (isCut && !changesState(log, undo)) return
  void addRepair(log, async () => {
    if (!isCut) await untilDone(log, () => cut(log, undo))
    await untilDone(log, () => restoreState(log, undo))
  })
}

/** Throws DiskError: that there was no descriptor, or as a failure of the disk. */
function cut(log: LogState, undo: Undo): void {
  const { active, size, begun } = undo
  // A truncation came first, which cuts off all that is to be cut here, and more.
  if (log.cuts !== undo.cuts) return
  log.segments.removeAbove(active.baseOffset)
  // The next flush has something to do also where all before the write was flushed: what is cut must not come back.
  log.folderDirty = true
  try {
    for (const segment of begun) segment.markDeleted()
    active.truncate(size, log.logEndOffset)
  } catch (error) {
    if (!(error instanceof DiskError) || isTooManyFiles(error)) throw error
    const { operation, path, message } = error
    throw new DiskError('io', operation, path, { cause: error, detail: message })
  }
  if (begun.length > 0) {
    log.context.removeLater(0, async () => {
      await Promise.all(begun.map((segment) => segment.remove()))
    })
  }
  log.sizeInBytes = log.segments.sizeInBytes
  if (log.epochs.truncateFromEnd(log.logEndOffset)) log.epochsDirty = true
}

function changesState(log: LogState, { changesProducers }: Undo): boolean {
  return changesProducers || log.snapshots.newest > log.logEndOffset
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

/** Until it is done the old state keeps the last stable offset from moving ahead. */
async function restoreState(log: LogState, { changesProducers, cuts }: Undo): Promise<void> {
  if (log.cuts !== cuts) return
  // Those of the segments that began know of refused batches: taken for the truth, they would tell of duplicates.
  await log.snapshots.removeAbove(log.logEndOffset)
  // Gone for good once the next flush has synced the folder.
  log.folderDirty = true
  if (changesProducers) await restoreProducers(log)
}
