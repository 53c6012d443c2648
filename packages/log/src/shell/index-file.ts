/**
 * One `.index` or `.timeindex` file: fixed-size entries, appended through a small buffer, searched in
 * place. Nothing of a file is kept in memory but the number of its entries and one page that all indexes of
 * a directory take turns in.
 */
import { lastSlotAtOrBelow } from '../core/sorted-search.js'
import { LazyFile } from './lazy-file.js'
import type { LogDisk } from './log-disk.js'

/** Holds whole entries of both sizes (8 and 12 bytes). */
const PAGE_BYTES = 4080

const NOTHING = new Uint8Array(0)
const NO_VIEW = new DataView(NOTHING.buffer)

/** The page that lookups read through; shared by all indexes of a directory. */
export class IndexPage {
  readonly bytes = new Uint8Array(PAGE_BYTES)
  readonly view = new DataView(this.bytes.buffer)
  owner: IndexFile | undefined
  firstByte = 0
  length = 0
}

export class IndexFile {
  readonly file: LazyFile
  /** Entries in the file; -1: not yet looked. */
  #stored = -1
  #pending = NOTHING
  #pendingView = NO_VIEW
  #pendingBytes = 0

  constructor(
    disk: LogDisk,
    path: string,
    private readonly entryBytes: number,
    private readonly page: IndexPage,
  ) {
    this.file = new LazyFile(disk, path)
  }

  /** Entries, buffered ones included. */
  get count(): number {
    return this.stored + this.#pendingBytes / this.entryBytes
  }

  private get stored(): number {
    if (this.#stored < 0) this.#stored = this.#countStored()
    return this.#stored
  }

  /** A file that was in use at a crash is padded with zeros, which are no entries. */
  #countStored(): number {
    const whole = Math.floor(this.file.file.size() / this.entryBytes)
    if (whole === 0 || !this.#isZero(whole - 1)) return whole
    let low = 0
    let high = whole - 1
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#isZero(middle)) high = middle
      else low = middle + 1
    }
    return low
  }

  #isZero(slot: number): boolean {
    const at = this.#load(slot)
    for (let index = at; index < at + this.entryBytes; index++) if (this.page.bytes[index] !== 0) return false
    return true
  }

  /** A new index, known to be empty: no look at the file. */
  assumeEmpty(): void {
    this.#stored = 0
  }

  /** Calls `use` with a view and the place of the entry in it; the view is borrowed. */
  readEntry<T>(slot: number, use: (view: DataView, at: number) => T): T {
    const stored = this.stored
    if (slot >= stored) return use(this.#pendingView, (slot - stored) * this.entryBytes)
    const at = this.#load(slot)
    return use(this.page.view, at)
  }

  /** Where in the page the entry lies, which is read when it is not there. */
  #load(slot: number): number {
    const page = this.page
    const byte = slot * this.entryBytes
    if (
      page.owner !== this ||
      byte < page.firstByte ||
      byte + this.entryBytes > page.firstByte + page.length
    ) {
      const firstByte = Math.floor(byte / PAGE_BYTES) * PAGE_BYTES
      page.owner = this
      page.firstByte = firstByte
      page.length = this.file.file.read(page.bytes, firstByte)
    }
    return byte - page.firstByte
  }

  /** The last slot whose key is at or below `target`, -1 without one. */
  find(target: number, keyAt: (view: DataView, at: number) => number): number {
    return lastSlotAtOrBelow(this.count, (slot) => this.readEntry(slot, keyAt), target)
  }

  /** Adds an entry to the buffer, without touching the file; `put` writes it. */
  append(put: (view: DataView, at: number) => void): void {
    if (this.#pendingBytes + this.entryBytes > this.#pending.length) this.#makeRoom()
    put(this.#pendingView, this.#pendingBytes)
    this.#pendingBytes += this.entryBytes
  }

  #makeRoom(): void {
    const larger = new Uint8Array(Math.max(240, this.#pending.length * 2))
    larger.set(this.#pending)
    this.#pending = larger
    this.#pendingView = new DataView(larger.buffer)
  }

  /** Writes what is buffered once it is worth a system call. Throws DiskError. */
  writeEnough(): void {
    if (this.#pendingBytes >= PAGE_BYTES) this.writePending()
  }

  /** Writes what is buffered. Throws DiskError. */
  writePending(): void {
    if (this.#pendingBytes === 0) return
    const stored = this.stored
    this.file.file.writev([this.#pending.slice(0, this.#pendingBytes)], stored * this.entryBytes)
    this.#stored = stored + this.#pendingBytes / this.entryBytes
    this.#pendingBytes = 0
    if (this.page.owner === this) this.page.owner = undefined
  }

  /** Keeps the first `count` entries, and cuts what lies behind them in the file. Writes nothing. */
  truncate(count: number): void {
    const stored = Math.min(count, this.stored)
    this.#pendingBytes = Math.max(0, Math.min(this.#pendingBytes, (count - stored) * this.entryBytes))
    this.#stored = stored
    this.file.file.truncate(stored * this.entryBytes)
    if (this.page.owner === this) this.page.owner = undefined
  }

  /** Writes what is buffered, cuts padding, and lets go of the descriptor and the buffer. */
  async close(): Promise<void> {
    this.writePending()
    this.#pending = NOTHING
    this.#pendingView = NO_VIEW
    if (this.page.owner === this) this.page.owner = undefined
    await this.file.close()
  }
}
