/**
 * A directory that is still there after a crash: its entry is on the device, and those of the parents that had to be
 * made for it.
 */
import type { Host } from '@samsa/host'

/** Makes the directory and its missing parents, each of their entries durable. Rejects with DiskError. */
export async function makeDurableDirectory(host: Host, path: string): Promise<void> {
  const { disk } = host
  const toSync: string[] = []
  const root = path.startsWith('/') ? '/' : '.'
  for (let at = path; at !== '' && !disk.exists(at); at = parentOf(at)) toSync.push(parentOf(at) || root)
  disk.makeDirectory(path)
  for (const directory of toSync) await disk.syncDirectory(directory)
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0))
}
