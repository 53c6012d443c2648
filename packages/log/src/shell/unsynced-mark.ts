/**
 * A failed fsync, remembered for the next start. The kernel takes the pages for clean then: reads go on showing what
 * may never reach the device, and the next fsync says nothing of it. As long as the page cache shows such pages it
 * shows the mark in the directory too, although nothing says that either is on the device; a loss of power takes both.
 * So a start that finds the mark writes again what it finds, and only then goes by it.
 */
import { type Disk, DiskError } from '@samsa/host'
import { parseLogFileName } from '../core/file-names.js'
import { firstToRecover } from '../core/loading-plan.js'
import { writeSmallFile } from './durable-file.js'

export const UNSYNCED_MARK = '.samsa-unsynced'
const CHUNK_BYTES = 1024 * 1024

/** A sync that failed, unless for want of a descriptor to try it; or a close, which may tell of a write that did. */
export function losesPages(error: DiskError): boolean {
  if (error.kind === 'too-many-files') return false
  return error.operation.startsWith('sync') || error.operation === 'close'
}

/** On a disk that fails this may fail as well: then there is nothing more to be done. */
export function leaveMark(disk: Disk, path: string): void {
  try {
    writeSmallFile(disk, `${path}/${UNSYNCED_MARK}`, new Uint8Array(0)).catch(() => undefined)
  } catch (error) {
    if (!(error instanceof DiskError)) throw error
  }
}

export function isMarked(disk: Disk, path: string): boolean {
  return disk.exists(`${path}/${UNSYNCED_MARK}`)
}

/** Everything was written again. Rejects with DiskError. */
export async function removeMark(disk: Disk, path: string): Promise<void> {
  await disk.remove(`${path}/${UNSYNCED_MARK}`)
  await disk.syncDirectory(path)
}

/**
 * Writes the files of a log again that were not all synced when the process ended, and syncs them: those of segments
 * from the recovery point on, of the one before them, as its last index entries come late, and the small ones. Rejects
 * with DiskError.
 */
export async function writeAgain(
  disk: Disk,
  folder: string,
  names: readonly string[],
  segments: readonly number[],
  recoveryPoint: number,
): Promise<void> {
  const from = segments[Math.max(firstToRecover(segments, recoveryPoint) - 1, 0)] ?? 0
  for (const name of names) {
    const file = parseLogFileName(name)
    if (file === undefined || file.offset >= from) await writeFileAgain(disk, `${folder}/${name}`)
  }
}

async function writeFileAgain(disk: Disk, path: string): Promise<void> {
  const file = disk.open(path, 'append')
  try {
    const size = file.size()
    const buffer = new Uint8Array(Math.min(CHUNK_BYTES, size))
    for (let at = 0; at < size; ) {
      const count = await file.readLater(buffer, at)
      if (count === 0) break
      file.writev([buffer.subarray(0, count)], at)
      at += count
    }
    await file.sync()
  } finally {
    await file.close()
  }
}
