/**
 * The `.txnindex` file of one segment: which aborted transactions have their marker in it. The file is made
 * with the first entry, as Kafka does, so most segments have none; nothing of it is kept in memory but the
 * number of its entries. Refuses entries out of the order of their markers.
 */
import { invariant } from '@samsa/protocol/model/invariant'
import {
  ABORTED_TRANSACTION_BYTES,
  type AbortedTransaction,
  lastOffsetAt,
  readAbortedTransaction,
  transactionIndexProblem,
  writeAbortedTransaction,
} from '../core/transaction-index.js'
import { readSmallFile, replaceFile } from './durable-file.js'
import { IndexFile, type Lookup } from './index-file.js'
import type { IndexPages } from './index-pages.js'
import type { LogDisk } from './log-disk.js'

export class TransactionIndex {
  /** Undefined: no use of the file yet. */
  #index: IndexFile | undefined
  /** Undefined: not yet looked. */
  #exists: boolean | undefined
  #lastOffset = -1
  #isDirty = false
  #isRebuilding = false

  constructor(
    private readonly disk: LogDisk,
    private path: string,
    private readonly pages: IndexPages,
  ) {}

  /** There is a file; it may be empty. */
  get exists(): boolean {
    this.#exists ??= this.disk.exists(this.path)
    return this.#exists
  }

  /** Entries were written or cut off, and no sync has reached that. */
  get isDirty(): boolean {
    return this.#isDirty
  }

  #open(): IndexFile {
    this.#index ??= new IndexFile(this.disk, this.path, ABORTED_TRANSACTION_BYTES, this.pages)
    return this.#index
  }

  /** Its segment is about to be created: whatever lies there is not its own. */
  assumeEmpty(): void {
    this.#exists = false
  }

  /** A new segment's: a leftover of the same name is emptied. Throws DiskError. */
  create(): void {
    this.#exists = undefined
    if (this.exists) this.#keep(0)
  }

  /**
   * Adds to `found` the entries that a reader of [from, upTo) must know of. True: no later segment has more,
   * since all that came after the last one looked at is at or above `upTo`.
   */
  collect(from: number, upTo: number, found: AbortedTransaction[]): boolean {
    return this.exists && this.#open().now(this.#collecting(from, upTo, found))
  }

  /** The same without ever blocking the event loop on the device. */
  async collectLater(from: number, upTo: number, found: AbortedTransaction[]): Promise<boolean> {
    if (!this.exists) return false
    const before = found.length
    return this.#open().later(() => {
      found.length = before
      return this.#collecting(from, upTo, found)
    })
  }

  *#collecting(from: number, upTo: number, found: AbortedTransaction[]): Lookup<boolean> {
    const index = this.#open()
    const { count } = index
    for (let slot = (yield* index.search(from - 1, lastOffsetAt)) + 1; slot < count; slot++) {
      const entry = yield* index.entry(slot, readAbortedTransaction)
      if (entry.firstOffset < upTo) found.push(entry)
      if (entry.lastStableOffset >= upTo) return true
    }
    return false
  }

  /**
   * Writes the entry at once: abort markers are few. True: this made the file, whose name is not on the device
   * before its folder is synced. Throws DiskError.
   */
  append(entry: AbortedTransaction): boolean {
    invariant(entry.lastOffset > this.#lastOffset, 'markers come into a transaction index in their order')
    const isNew = !this.exists
    const index = this.#open()
    index.append((view, at) => writeAbortedTransaction(view, at, entry))
    if (this.#isRebuilding) {
      this.#lastOffset = entry.lastOffset
      return false
    }
    try {
      index.writePending()
    } catch (error) {
      // Whoever takes the write back must find what of it is there, and no entry may wait that is not.
      this.#exists = this.disk.exists(this.path)
      if (!this.#exists) this.#index = undefined
      throw error
    }
    this.#exists = true
    this.#isDirty = true
    this.#lastOffset = entry.lastOffset
    return isNew
  }

  /** Forgets transactions whose marker lies at or above `offset`. Throws DiskError. */
  truncateTo(offset: number): void {
    if (this.exists) this.#keep(this.#open().find(offset - 1, lastOffsetAt) + 1)
  }

  /**
   * What is in the file counts for nothing any more: entries are added anew, none is written, then comes `endRebuild`.
   * For a log that is being opened: nobody else may use the index in between.
   */
  beginRebuild(): void {
    this.#lastOffset = -1
    this.#isRebuilding = true
    this.#open().beginRebuild()
  }

  /**
   * Puts the entries in the file's place, on the device once it resolves. Whole: nothing would tell later that it lacks
   * some. True: the folder must be synced before anything else tells that this was done. Rejects with DiskError.
   */
  async endRebuild(): Promise<boolean> {
    this.#isRebuilding = false
    const index = this.#open()
    if (!this.exists && index.count === 0) return false
    if (this.exists && index.holdsRebuilt()) {
      // Whether what was found there had reached the device is not known.
      await this.sync()
      return false
    }
    await replaceFile(this.disk, this.path, index.rebuilt)
    // What is open is the old file.
    this.#index = undefined
    index.beginRebuild()
    await index.close()
    this.#exists = true
    return true
  }

  /** Entries cut off come back with the power, until a sync. */
  #keep(count: number): void {
    this.#lastOffset = -1
    const index = this.#open()
    if (index.count > count) this.#isDirty = true
    index.truncate(count)
  }

  /** Why the file cannot be the index of a segment of these offsets, '' when it can: Kafka's sanity check. */
  problem(baseOffset: number, endOffset: number): string {
    const bytes = this.exists ? readSmallFile(this.disk, this.path) : undefined
    return bytes === undefined ? '' : transactionIndexProblem(bytes, baseOffset, endOffset)
  }

  /** The entries are on the device once it resolves. Rejects with DiskError. */
  async sync(): Promise<void> {
    this.#isDirty = false
    try {
      if (this.exists) await this.#open().file.file.sync()
    } catch (error) {
      // For want of a descriptor, it may be: then the next flush tries again.
      this.#isDirty = true
      throw error
    }
  }

  /** The file's new name, if there is one. */
  rename(path: string): void {
    if (this.exists) this.#open().file.rename(path)
    this.path = path
  }

  async close(): Promise<void> {
    await this.#index?.close()
  }
}
