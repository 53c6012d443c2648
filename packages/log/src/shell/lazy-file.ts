/**
 * A file that is opened when it is first needed, and again after the directory's bound on open files took
 * its descriptor: an idle partition holds none. Take `file` anew for each call, never across an await.
 */
import { DiskError, type DiskFile } from '@samsa/host'
import type { HeldFile, LogDisk } from './log-disk.js'

export class LazyFile implements HeldFile {
  #file: DiskFile | undefined
  #path: string
  #retired = false
  lastUse = 0

  constructor(
    private readonly disk: LogDisk,
    path: string,
  ) {
    this.#path = path
  }

  get path(): string {
    return this.#path
  }

  /** Opens for reading and writing, creating the file when it is missing. Throws DiskError. */
  get file(): DiskFile {
    this.lastUse = ++this.disk.uses
    this.#file ??= this.#open()
    return this.#file
  }

  #open(): DiskFile {
    if (this.#retired) throw new DiskError('missing', 'open', this.#path, { detail: 'it has been deleted' })
    return this.disk.hold(this, this.#path)
  }

  /** Never opened again: opening throws DiskError of kind 'missing'. What is open stays so. */
  retire(): void {
    this.#retired = true
  }

  get isOpen(): boolean {
    return this.#file !== undefined
  }

  /** The file's new name, once more if need be; an open descriptor stays good. No error when there is no such file. */
  rename(path: string): void {
    if (path === this.#path) return
    if (this.disk.exists(this.#path)) this.disk.rename(this.#path, path)
    this.#path = path
  }

  letGo(): void {
    // What a close may report of a lost write, the next sync reports too.
    void this.#take()
      ?.close()
      .catch(() => undefined)
  }

  /** Idempotent; the next use opens the file again. */
  async close(): Promise<void> {
    this.disk.release(this)
    await this.#take()?.close()
  }

  #take(): DiskFile | undefined {
    const file = this.#file
    this.#file = undefined
    return file
  }
}
