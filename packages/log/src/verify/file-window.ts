/** A file read through one buffer that moves along: holds what is looked at, grows for one that is larger. */
import type { DiskFile } from '@samsa/host'
import { viewOf } from '@samsa/record/bytes'

const WINDOW_BYTES = 1024 * 1024

export class FileWindow {
  bytes = new Uint8Array(0)
  view = viewOf(this.bytes)
  #start = 0
  #length = 0

  constructor(
    private readonly file: DiskFile,
    /** What is read of the file, at most: it may grow meanwhile. */
    readonly size: number,
  ) {}

  has(position: number, length: number): boolean {
    return position >= this.#start && position + length <= this.#start + this.#length
  }

  /** Where in `bytes` a position of the file lies that `has` said is there. */
  at(position: number): number {
    return position - this.#start
  }

  /** Makes these bytes be there, or as many of them as the file has. Rejects with DiskError. */
  async load(position: number, length: number): Promise<void> {
    const end = Math.min(position + length, this.size)
    if (this.has(position, end - position)) return
    const want = Math.min(Math.max(length, WINDOW_BYTES), this.size - position)
    if (this.bytes.length < want || this.bytes.length > Math.max(4 * want, 4 * WINDOW_BYTES)) {
      this.bytes = new Uint8Array(Math.max(want, Math.min(WINDOW_BYTES, this.size)))
      this.view = viewOf(this.bytes)
    }
    const into = this.bytes.subarray(0, Math.min(this.bytes.length, this.size - position))
    this.#start = position
    this.#length = 0
    this.#length = await this.file.readLater(into, position)
  }
}
