/**
 * Segments on their way out: renamed at once (on the device soon), so that a start after a crash knows, and unlinked
 * off the event loop after file.delete.delay.ms, so that reads under way can end.
 */
import type { LogState } from './log-state.js'
import type { Segment } from './segment.js'
import { syncFolderSoon } from './sync-folder.js'

/** Throws DiskError when a rename fails. */
export function removeSegments(log: LogState, segments: readonly Segment[]): void {
  if (segments.length === 0) return
  log.reader.forget()
  for (const segment of segments) {
    log.sizeInBytes -= segment.size
    segment.markDeleted()
  }
  syncFolderSoon(log)
  log.context.removeLater(log.settings.fileDeleteDelayMs, async () => {
    await Promise.all(segments.map((segment) => segment.remove()))
  })
}
