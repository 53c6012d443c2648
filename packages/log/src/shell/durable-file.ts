/**
 * A small text file that is replaced whole: written beside its place, synced, renamed over it, the folder
 * synced. A crash leaves the old text or the new one. Only the newest text of a burst is written.
 */
import type { Disk } from '@samsa/host'
import type { LogDisk } from './log-disk.js'

export class DurableFile {
  readonly path: string
  #next: string | undefined
  #running: Promise<void> | undefined
  #abandoned = false

  constructor(
    private readonly disk: LogDisk,
    private readonly folder: string,
    name: string,
  ) {
    this.path = `${folder}/${name}`
  }

  /** Resolves once this text (or a newer one) is on the device. Rejects with DiskError. */
  write(text: string): Promise<void> {
    this.#next = text
    this.#running ??= this.#run()
    return this.#running
  }

  /** Resolves once nothing is under way. */
  async settled(): Promise<void> {
    await this.#running
  }

  /** The folder is on its way out: another may take its name, so nothing is put in place any more. */
  abandon(): void {
    this.#abandoned = true
  }

  async #run(): Promise<void> {
    try {
      while (this.#next !== undefined && !this.#abandoned) {
        const text = this.#next
        this.#next = undefined
        await this.#replace(new TextEncoder().encode(text))
      }
    } finally {
      // At once, not a moment later: a text given in between would be nobody's to write.
      this.#running = undefined
    }
  }

  async #replace(bytes: Uint8Array): Promise<void> {
    // Not held open until it is synced: hundreds of partitions may begin at once.
    await writeSmallFile(this.disk, `${this.path}.tmp`, bytes)
    if (this.#abandoned) return
    await this.disk.syncFile(`${this.path}.tmp`)
    if (this.#abandoned) return
    this.disk.rename(`${this.path}.tmp`, this.path)
    await this.disk.syncDirectory(this.folder)
  }
}

/** Writes a small file in place, without waiting for the device: for files whose loss recovery makes good. */
export function writeSmallFile(disk: Disk, path: string, bytes: Uint8Array): Promise<void> {
  const file = disk.open(path, 'create')
  try {
    if (bytes.length > 0) file.writev([bytes], 0)
  } catch (error) {
    void file.close().catch(() => undefined)
    throw error
  }
  return file.close()
}

/** The same on the device once it resolves. */
export async function writeSyncedFile(disk: Disk, path: string, bytes: Uint8Array): Promise<void> {
  const file = disk.open(path, 'create')
  try {
    if (bytes.length > 0) file.writev([bytes], 0)
    await file.sync()
  } finally {
    await file.close()
  }
}

/**
 * Written beside its place, synced, renamed: there is always the old file or the new one, and the new one for good once
 * the folder is synced. Rejects with DiskError.
 */
export async function replaceFile(disk: Disk, path: string, bytes: Uint8Array): Promise<void> {
  await writeSyncedFile(disk, `${path}.tmp`, bytes)
  disk.rename(`${path}.tmp`, path)
}

/** All of a small file; undefined when there is none. */
export function readSmallFile(disk: Disk, path: string): Uint8Array | undefined {
  if (!disk.exists(path)) return undefined
  const file = disk.open(path, 'read')
  try {
    const bytes = new Uint8Array(file.size())
    return bytes.subarray(0, file.read(bytes, 0))
  } finally {
    void file.close().catch(() => undefined)
  }
}

/** The same as text. */
export function readSmallText(disk: Disk, path: string): string | undefined {
  const bytes = readSmallFile(disk, path)
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes)
}
