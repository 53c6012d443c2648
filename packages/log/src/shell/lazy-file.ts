/**
 * A file that is opened when it is first needed: an idle partition holds no descriptors. The one place that
 * opens the files of segments, so that a bound on open handles has one place to live.
 */
import type { Disk, DiskFile } from '@samsa/host'

export class LazyFile {
  #file: DiskFile | undefined
  #path: string

  constructor(
    private readonly disk: Disk,
    path: string,
  ) {
    this.#path = path
  }

  get path(): string {
    return this.#path
  }

  /** Opens for reading and writing, creating the file when it is missing. Throws DiskError. */
  get file(): DiskFile {
    this.#file ??= this.disk.open(this.#path, 'append')
    return this.#file
  }

  get isOpen(): boolean {
    return this.#file !== undefined
  }

  /** The file's new name; an open descriptor stays good. No error when there is no such file. */
  rename(path: string): void {
    if (this.disk.exists(this.#path)) this.disk.rename(this.#path, path)
    this.#path = path
  }

  /** Idempotent; the next use opens the file again. */
  async close(): Promise<void> {
    const file = this.#file
    this.#file = undefined
    await file?.close()
  }
}
