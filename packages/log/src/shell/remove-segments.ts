/**
 * Segments on their way out: renamed at once (on the device soon), so that a start after a crash knows, and unlinked
 * off the event loop after file.delete.delay.ms, so that reads under way can end. One that cannot be renamed stays in
 * the log: its files would be found again by the next start.
 */
import { DiskError } from '@samsa/host'
import type { LogState } from './log-state.js'
import type { Segment } from './segment.js'
import { syncFolderSoon } from './sync-folder.js'

/** The oldest segments, as far as they could be renamed, and why the others could not. */
export interface MarkedSegments {
  readonly gone: readonly Segment[]
  readonly failure: DiskError | undefined
}

/** Renames the oldest `count`; they are in the list until `removeMarked`. */
export function markOldest(log: LogState, count: number): MarkedSegments {
  const gone: Segment[] = []
  try {
    for (const segment of log.segments.all.slice(0, count)) {
      segment.markDeleted()
      gone.push(segment)
    }
  } catch (error) {
    if (!(error instanceof DiskError)) throw error
    return { gone, failure: error }
  }
  return { gone, failure: undefined }
}

/** Takes them, the oldest ones, out of the list; the caller moves the log start. */
export function removeMarked(log: LogState, gone: readonly Segment[]): void {
  log.segments.removeFirst(gone.length)
  log.reader.forget()
  for (const segment of gone) log.sizeInBytes -= segment.size
  syncFolderSoon(log)
  log.context.removeLater(log.settings.fileDeleteDelayMs, async () => {
    await Promise.all(gone.map((segment) => segment.remove()))
  })
}
