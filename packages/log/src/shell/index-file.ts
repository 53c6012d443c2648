/**
 * One `.index` or `.timeindex` file: fixed-size entries, appended through a small buffer, searched in
 * place. Of a file nothing is kept in memory but the number of its entries and the pages that lookups have
 * read lately. A lookup is written once: it asks for the pages it lacks, which come at once or, where they may be
 * cold, without blocking the event loop.
 */
import type { LogDisk } from './log-disk.js'
import { type IndexPages, PAGE_BYTES, type Page, type PageOwner } from './index-pages.js'
import { LazyFile } from './lazy-file.js'

const NOTHING = new Uint8Array(0)
const NO_VIEW = new DataView(NOTHING.buffer)

/** A step of a lookup: yields the number of the page it cannot go on without. */
export type Lookup<T> = Generator<number, T, void>

type KeyAt = (view: DataView, at: number) => number

export class IndexFile implements PageOwner {
  readonly file: LazyFile
  /** Entries in the file; -1: not yet looked. */
  #stored = -1
  /** The file's size is no multiple of an entry's. */
  #isRagged = false
  #pending = NOTHING
  #pendingView = NO_VIEW
  #pendingBytes = 0
  #pages: Map<number, Page> | undefined
  /** Counts the changes of what is in the file: a page read before one of them is stale. */
  #changes = 0
  /** Counts truncations: a lookup that waited across one begins anew. */
  #cuts = 0

  constructor(
    disk: LogDisk,
    path: string,
    private readonly entryBytes: number,
    private readonly pages: IndexPages,
  ) {
    this.file = new LazyFile(disk, path)
  }

  /** Entries, buffered ones included. */
  get count(): number {
    return this.stored + this.#pendingBytes / this.entryBytes
  }

  private get stored(): number {
    return this.#stored >= 0 ? this.#stored : this.now(this.#counted())
  }

  /** A file that was in use at a crash is padded with zeros, which are no entries. */
  *#counted(): Lookup<number> {
    if (this.#stored >= 0) return this.#stored
    const size = this.file.file.size()
    const whole = Math.floor(size / this.entryBytes)
    let low = whole
    if (whole > 0 && (yield* this.#isZero(whole - 1))) {
      low = 0
      let high = whole - 1
      while (low < high) {
        const middle = (low + high) >>> 1
        if (yield* this.#isZero(middle)) high = middle
        else low = middle + 1
      }
    }
    // Set by somebody else while this waited: then that is newer.
    if (this.#stored < 0) {
      this.#stored = low
      this.#isRagged = size % this.entryBytes !== 0
    }
    return this.#stored
  }

  *#isZero(slot: number): Lookup<boolean> {
    const byte = slot * this.entryBytes
    const page = yield* this.#page(byte)
    const at = byte % PAGE_BYTES
    for (let index = at; index < at + this.entryBytes; index++) if (page.bytes[index] !== 0) return false
    return true
  }

  *#page(byte: number): Lookup<Page> {
    const number = Math.floor(byte / PAGE_BYTES)
    for (;;) {
      const page = this.#pages?.get(number)
      if (page !== undefined) {
        this.pages.used(page)
        return page
      }
      yield number
    }
  }

  /** A new index, known to be empty: no look at the file. */
  assumeEmpty(): void {
    this.#stored = 0
  }

  /** Calls `use` with a view and the place of the entry in it; the view is borrowed. */
  *entry<T>(slot: number, use: (view: DataView, at: number) => T): Lookup<T> {
    const stored = yield* this.#counted()
    if (slot >= stored) return use(this.#pendingView, (slot - stored) * this.entryBytes)
    const byte = slot * this.entryBytes
    const page = yield* this.#page(byte)
    return use(page.view, byte % PAGE_BYTES)
  }

  /** The last entry, undefined without one. */
  *lastEntry<T>(use: (view: DataView, at: number) => T): Lookup<T | undefined> {
    const count = (yield* this.#counted()) + this.#pendingBytes / this.entryBytes
    return count === 0 ? undefined : yield* this.entry(count - 1, use)
  }

  /**
   * The last slot whose key is at or below `target`, -1 without one. Most readers are near the end: the last two pages
   * are looked at first, and the search goes beyond them only when it must (Kafka's warm section).
   */
  *search(target: number, keyAt: KeyAt): Lookup<number> {
    const stored = yield* this.#counted()
    const keyOf = (slot: number): Lookup<number> => this.entry(slot, keyAt)
    let low = -1
    let high = stored + this.#pendingBytes / this.entryBytes - 1
    const warm = this.#firstWarmSlot(stored)
    if (warm > 0 && warm <= high) {
      if ((yield* keyOf(warm)) <= target) low = warm
      else high = warm - 1
    }
    while (low < high) {
      const middle = (low + high + 1) >>> 1
      if ((yield* keyOf(middle)) <= target) low = middle
      else high = middle - 1
    }
    return low
  }

  #firstWarmSlot(stored: number): number {
    const lastPage = Math.floor(Math.max(stored * this.entryBytes - 1, 0) / PAGE_BYTES)
    return (Math.max(lastPage - 1, 0) * PAGE_BYTES) / this.entryBytes
  }

  /** Runs a lookup to its end, reading what it needs. Throws DiskError. */
  now<T>(lookup: Lookup<T>): T {
    for (;;) {
      const step = lookup.next()
      if (step.done) return step.value
      this.#keep(step.value, this.#readPage(step.value))
    }
  }

  /**
   * Runs a lookup with what is in memory, and where `isWarm` with the last two pages of the file, which were written
   * or read a short while ago. undefined: it needs more.
   */
  try<T>(lookup: Lookup<T>, isWarm: boolean): T | undefined {
    if (this.#stored < 0 && !isWarm) return undefined
    for (;;) {
      const step = lookup.next()
      if (step.done) return step.value
      const firstWarm = (this.#firstWarmSlot(Math.max(this.#stored, 0)) * this.entryBytes) / PAGE_BYTES
      if (!isWarm || step.value < firstWarm) return undefined
      this.#keep(step.value, this.#readPage(step.value))
    }
  }

  /** Runs a lookup without ever blocking the event loop on the device. Rejects with DiskError. */
  async later<T>(begin: () => Lookup<T>): Promise<T> {
    for (;;) {
      const cuts = this.#cuts
      const lookup = begin()
      let step = lookup.next()
      while (!step.done && cuts === this.#cuts) {
        await this.#readPageLater(step.value)
        step = lookup.next()
      }
      if (step.done && cuts === this.#cuts) return step.value
    }
  }

  #readPage(number: number): Uint8Array {
    const bytes = new Uint8Array(PAGE_BYTES)
    this.file.file.read(bytes, number * PAGE_BYTES)
    return bytes
  }

  async #readPageLater(number: number): Promise<void> {
    const changes = this.#changes
    const bytes = new Uint8Array(PAGE_BYTES)
    await this.file.file.readLater(bytes, number * PAGE_BYTES)
    if (changes === this.#changes) this.#keep(number, bytes)
  }

  #keep(number: number, bytes: Uint8Array): void {
    if (this.#pages?.has(number)) return
    const page = this.pages.add(this, number, bytes)
    this.#pages ??= new Map()
    this.#pages.set(number, page)
  }

  forgetPage(number: number): void {
    this.#pages?.delete(number)
    if (this.#pages?.size === 0) this.#pages = undefined
  }

  /** The file's bytes from entry `slot` on are others. */
  #changed(slot: number): void {
    this.#changes += 1
    const first = Math.floor((slot * this.entryBytes) / PAGE_BYTES)
    for (const page of [...(this.#pages?.values() ?? [])]) {
      if (page.number < first) continue
      this.pages.remove(page)
      this.forgetPage(page.number)
    }
  }

  /**
   * What is in the file counts for nothing any more: entries are appended anew, then comes `endRebuild`. For a log
   * that is being opened: nobody else may use the index in between.
   */
  beginRebuild(): void {
    this.#stored = 0
    this.#pendingBytes = 0
    this.#isRagged = false
    this.#cuts += 1
    this.#changed(0)
  }

  /** Writes the entries, unless they are what the file holds. Throws DiskError. */
  endRebuild(): void {
    if (this.holdsRebuilt()) return
    this.file.file.truncate(0)
    this.writePending()
  }

  /** The entries appended since `beginRebuild`. */
  get rebuilt(): Uint8Array {
    return this.#pending.subarray(0, this.#pendingBytes)
  }

  /** The file holds just these entries: they are taken for written. Throws DiskError. */
  holdsRebuilt(): boolean {
    const { file } = this.file
    const { rebuilt } = this
    if (file.size() !== rebuilt.length) return false
    const found = new Uint8Array(rebuilt.length)
    file.read(found, 0)
    if (!isSame(found, rebuilt)) return false
    this.#stored = rebuilt.length / this.entryBytes
    this.#pendingBytes = 0
    return true
  }

  /** `entry`, at once. */
  readEntry<T>(slot: number, use: (view: DataView, at: number) => T): T {
    return this.now(this.entry(slot, use))
  }

  /** `search`, at once. */
  find(target: number, keyAt: KeyAt): number {
    return this.now(this.search(target, keyAt))
  }

  /** The size of the file is one that no writer leaves behind. Known once entries were counted. */
  get isRagged(): boolean {
    return this.#isRagged
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
    this.#changed(stored)
  }

  /** Keeps the first `count` entries, and cuts what lies behind them in the file. Writes nothing. */
  truncate(count: number): void {
    const stored = Math.min(count, this.stored)
    this.#pendingBytes = Math.max(0, Math.min(this.#pendingBytes, (count - stored) * this.entryBytes))
    this.#stored = stored
    this.#isRagged = false
    this.#cuts += 1
    this.#changed(stored)
    this.file.file.truncate(stored * this.entryBytes)
  }

  /** Writes what is buffered, cuts padding, and lets go of the descriptor and the buffer. */
  async close(): Promise<void> {
    this.writePending()
    this.#pending = NOTHING
    this.#pendingView = NO_VIEW
    for (const page of this.#pages?.values() ?? []) this.pages.remove(page)
    this.#pages = undefined
    await this.file.close()
  }
}

/** `bytes` begins with `found`. */
function isSame(found: Uint8Array, bytes: Uint8Array): boolean {
  for (let index = 0; index < found.length; index++) if (found[index] !== bytes[index]) return false
  return true
}
