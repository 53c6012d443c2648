/**
 * Brings the names in a log's folder to the device without anybody waiting for it: segments that were removed must
 * not be there again after a power loss. A flush that comes meanwhile waits for it too.
 */
import type { DiskError } from '@samsa/host'
import { diskFailed, type LogState } from './log-state.js'

export function syncFolderSoon(log: LogState): void {
  log.folderDirty = false
  const running = log.context.host.disk.syncDirectory(log.folder)
  log.folderSync = running
  const ended = (): void => {
    if (log.folderSync === running) log.folderSync = undefined
  }
  running.then(ended, (error: DiskError) => {
    ended()
    // For want of a descriptor the next flush tries again.
    log.folderDirty = true
    diskFailed(log, error)
  })
}
