/**
 * The `.snapshot` files of one log: the state of its producers at certain offsets. One at the start of each
 * segment (so that recovery can begin there) and one at the end of the log after a clean stop.
 */
import type { Disk } from '@samsa/host'
import { logFileName } from '../core/file-names.js'
import { decodeProducerSnapshot, type ProducerSnapshotEntry } from '../core/producer-snapshot.js'
import { readSmallFile, writeSmallFile } from './durable-file.js'

export class SnapshotFiles {
  /** Ascending. */
  #offsets: number[]
  #abandoned = false

  constructor(
    private readonly disk: Disk,
    private readonly folder: string,
    offsets: readonly number[],
  ) {
    this.#offsets = [...offsets]
  }

  /** Ascending. */
  get offsets(): readonly number[] {
    return this.#offsets
  }

  get newest(): number {
    return this.#offsets[this.#offsets.length - 1] ?? -1
  }

  /** Not synced: a torn one is told by its checksum, and the next older one serves. */
  write(offset: number, bytes: Uint8Array): Promise<void> {
    if (this.#abandoned) return Promise.resolve()
    if (!this.#offsets.includes(offset)) this.#offsets = [...this.#offsets, offset].sort((a, b) => a - b)
    return writeSmallFile(this.disk, this.#path(offset), bytes)
  }

  /** Writes it unless that is what is there. */
  ensure(offset: number, bytes: Uint8Array): Promise<void> {
    const found = this.#offsets.includes(offset) ? readSmallFile(this.disk, this.#path(offset)) : undefined
    const isThere = found?.length === bytes.length && found.every((byte, index) => byte === bytes[index])
    return isThere ? Promise.resolve() : this.write(offset, bytes)
  }

  /** The newest readable one at or below `offset`, and where it stands. Unreadable ones are removed. */
  latest(
    offset: number,
    from: number,
  ): { offset: number; entries: readonly ProducerSnapshotEntry[] } | undefined {
    for (const at of this.#offsets.filter((one) => one <= offset && one >= from).reverse()) {
      const bytes = readSmallFile(this.disk, this.#path(at))
      const decoded = bytes === undefined ? undefined : decodeProducerSnapshot(bytes)
      if (decoded !== undefined && 'entries' in decoded) return { offset: at, entries: decoded.entries }
      // One that stays is found unreadable again by the next start.
      this.remove(at).catch(() => undefined)
    }
    return undefined
  }

  /** The folder is on its way out: another log may take its name, so nothing is written or removed there. */
  abandon(): void {
    this.#abandoned = true
  }

  removeAbove(offset: number): Promise<void> {
    return this.#removeWhere((one) => one > offset)
  }

  /** Those below the log's start; the newest stays. */
  removeBelow(offset: number): Promise<void> {
    return this.#removeWhere((one) => one < offset && one !== this.newest)
  }

  /** Removes what `choose` names among those up to `endOffset`, and all above it. */
  removeStrays(choose: (offsets: readonly number[]) => readonly number[], endOffset: number): Promise<void> {
    const strays = new Set(choose(this.#offsets.filter((offset) => offset <= endOffset)))
    return this.#removeWhere((offset) => offset > endOffset || strays.has(offset))
  }

  remove(offset: number): Promise<void> {
    return this.#removeWhere((one) => one === offset)
  }

  removeAll(): Promise<void> {
    return this.#removeWhere(() => true)
  }

  async #removeWhere(goes: (offset: number) => boolean): Promise<void> {
    const gone = this.#offsets.filter(goes)
    if (gone.length === 0 || this.#abandoned) return
    this.#offsets = this.#offsets.filter((offset) => !goes(offset))
    await Promise.all(gone.map((offset) => this.disk.remove(this.#path(offset))))
  }

  #path(offset: number): string {
    return `${this.folder}/${logFileName(offset, 'snapshot')}`
  }
}
