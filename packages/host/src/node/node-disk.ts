/**
 * The operating system's files behind `Disk`. Appends and hot reads are synchronous calls into the page cache;
 * what waits for the device goes to libuv's thread pool. Owns the translation of errno into DiskError kinds;
 * refuses to retry anything: what a failure means is decided above.
 */
import {
  close as closeFile,
  closeSync,
  constants,
  existsSync,
  fdatasync,
  fdatasyncSync,
  fstatSync,
  fsync,
  ftruncateSync,
  futimesSync,
  mkdirSync,
  open as openLater,
  openSync,
  read as readLater,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rm,
  statfsSync,
  statSync,
  writeSync,
  writevSync,
} from 'node:fs'
import { dirname } from 'node:path'
import {
  type DirectoryEntry,
  type DirectoryLock,
  type Disk,
  DiskError,
  type DiskFile,
  type DiskSpace,
  type OpenMode,
} from '../disk.js'
import { diskError } from './disk-errors.js'
import { takeDirectory } from './directory-lock.js'

/** The most buffers one writev may carry on every system we know (IOV_MAX). */
const mostChunks = 1024

/** 'append' is not O_APPEND: on Linux that flag makes positioned writes ignore their position. */
const openFlags: Readonly<Record<OpenMode, number>> = {
  read: constants.O_RDONLY,
  append: constants.O_RDWR | constants.O_CREAT,
  create: constants.O_RDWR | constants.O_CREAT | constants.O_TRUNC,
}

/** Not mkdir's own recursion: where a file system takes no directories (/proc), Node's never comes back. */
function makeWithParents(path: string): void {
  try {
    mkdirSync(path)
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === 'EEXIST' && statSync(path).isDirectory()) return
    if (code === 'EEXIST') {
      const detail = 'it is a file and not a directory'
      throw new DiskError('exists', 'make directory', path, { cause: error, detail })
    }
    const parent = dirname(path)
    if (code !== 'ENOENT' || parent === path || existsSync(parent)) throw error
    makeWithParents(parent)
    mkdirSync(path)
  }
}

/** Hundreds of logs may replace a checkpoint at once: only so many of the old ones wait for the pool. */
const mostLettingGo = 8

export class NodeDisk implements Disk {
  readonly mostFiles = mostOpenFiles()
  /** Replaced files that the pool has not let go of yet. */
  #lettingGo = 0

  open(path: string, mode: OpenMode): DiskFile {
    const fd = attempt('open', path, () => openSync(path, openFlags[mode], 0o644))
    return new NodeFile(fd, path)
  }

  list(directory: string): readonly DirectoryEntry[] {
    const found = attempt('list', directory, () => readdirSync(directory, { withFileTypes: true }))
    return found
      .map((entry) => ({ name: entry.name, directory: entry.isDirectory() }))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
  }

  exists(path: string): boolean {
    return existsSync(path)
  }

  makeDirectory(path: string): void {
    attempt('make directory', path, () => makeWithParents(path))
  }

  rename(from: string, to: string): void {
    const old = this.#held(to)
    try {
      attempt('rename', from, () => renameSync(from, to))
    } finally {
      if (old !== undefined) closeFile(old, () => (this.#lettingGo -= 1))
    }
  }

  /**
   * What a rename is about to replace, held until the pool lets go of it: a file system that tells its device which
   * room became free waits for it, milliseconds in which the event loop would serve nobody. Undefined: there is
   * nothing, or no descriptor to spare for it.
   */
  #held(path: string): number | undefined {
    if (process.platform !== 'linux' || this.#lettingGo >= mostLettingGo) return undefined
    // Most renames replace nothing, and an error costs more than the look.
    if (!existsSync(path)) return undefined
    try {
      const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
      this.#lettingGo += 1
      return fd
    } catch {
      return undefined
    }
  }

  remove(path: string): Promise<void> {
    return new Promise((resolve, reject) => {
      rm(path, { recursive: true, force: true }, (error) =>
        error === null ? resolve() : reject(diskError('remove', path, error)),
      )
    })
  }

  syncDirectory(directory: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const fail = (error: Error): void => reject(diskError('sync', directory, error))
      openLater(directory, constants.O_RDONLY, (error, fd) => {
        if (error !== null) return fail(error)
        fsync(fd, (failure) => {
          closeFile(fd, () => (failure === null ? resolve() : fail(failure)))
        })
      })
    })
  }

  lock(directory: string): DirectoryLock {
    return attempt('lock', directory, () => takeDirectory(directory))
  }

  space(directory: string): DiskSpace {
    const facts = attempt('space', directory, () => statfsSync(directory))
    return { freeBytes: facts.bavail * facts.bsize, totalBytes: facts.blocks * facts.bsize }
  }
}

class NodeFile implements DiskFile {
  #fd: number
  /** Thread-pool calls that hold the descriptor; it must not be closed (and reused) under them. */
  #underWay = 0
  #closing: Promise<void> | undefined
  #idle: (() => void) | undefined

  constructor(
    fd: number,
    readonly path: string,
  ) {
    this.#fd = fd
  }

  size(): number {
    return attempt('size', this.path, () => fstatSync(this.#fd).size)
  }

  modifiedAt(): number {
    return attempt('modified', this.path, () => Math.floor(fstatSync(this.#fd).mtimeMs))
  }

  setModifiedAt(ms: number): void {
    attempt('modified', this.path, () => futimesSync(this.#fd, ms / 1000, ms / 1000))
  }

  truncate(size: number): void {
    attempt('truncate', this.path, () => ftruncateSync(this.#fd, size))
  }

  writev(chunks: readonly Uint8Array[], position: number): void {
    try {
      const only = chunks[0]
      if (only !== undefined && chunks.length === 1) writeWhole(this.#fd, only, position)
      else writeAll(this.#fd, chunks, position)
    } catch (error) {
      throw diskError('write', this.path, error)
    }
  }

  read(into: Uint8Array, position: number): number {
    try {
      let done = 0
      while (done < into.length) {
        const count = readSync(this.#fd, into, done, into.length - done, position + done)
        if (count === 0) break
        done += count
      }
      return done
    } catch (error) {
      throw diskError('read', this.path, error)
    }
  }

  readLater(into: Uint8Array, position: number): Promise<number> {
    return this.#inPool('read', (done) => {
      let filled = 0
      const step = (): void => {
        readLater(this.#fd, into, filled, into.length - filled, position + filled, (error, count) => {
          if (error !== null) return done(error, filled)
          filled += count
          if (count === 0 || filled === into.length) return done(null, filled)
          step()
        })
      }
      if (into.length === 0) return done(null, 0)
      step()
    })
  }

  async sync(): Promise<void> {
    await this.#inPool('sync', (done) => fdatasync(this.#fd, (error) => done(error, 0)))
  }

  syncNow(): void {
    attempt('sync', this.path, () => fdatasyncSync(this.#fd))
  }

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    const fd = this.#fd
    if (this.#underWay === 0) {
      // At once: whoever closes for want of descriptors opens the next file before the loop turns.
      this.#fd = -1
      attempt('close', this.path, () => closeSync(fd))
      return
    }
    await new Promise<void>((resolve) => {
      this.#idle = resolve
    })
    this.#fd = -1
    await new Promise<void>((resolve, reject) => {
      closeFile(fd, (error) => (error == null ? resolve() : reject(diskError('close', this.path, error))))
    })
  }

  #inPool(
    operation: string,
    start: (done: (error: Error | null, count: number) => void) => void,
  ): Promise<number> {
    if (this.#closing !== undefined) {
      return Promise.reject(new DiskError('io', operation, this.path, { detail: 'the file is closed' }))
    }
    this.#underWay += 1
    return new Promise((resolve, reject) => {
      start((error, count) => {
        this.#underWay -= 1
        if (this.#underWay === 0) this.#idle?.()
        if (error === null) resolve(count)
        else reject(diskError(operation, this.path, error))
      })
    })
  }
}

function writeWhole(fd: number, bytes: Uint8Array, position: number): void {
  let done = 0
  while (done < bytes.length) done += writeSync(fd, bytes, done, bytes.length - done, position + done)
}

function writeAll(fd: number, chunks: readonly Uint8Array[], position: number): void {
  for (let from = 0; from < chunks.length; from += mostChunks) {
    const group = chunks.length <= mostChunks ? chunks : chunks.slice(from, from + mostChunks)
    let size = 0
    for (const chunk of group) size += chunk.length
    const written = writevSync(fd, group as Uint8Array[], position)
    if (written < size) writeRest(fd, group, position, written)
    position += size
  }
}

/** After a short write (a nearly full disk) the rest goes chunk by chunk, until it is done or an error says why. */
function writeRest(fd: number, chunks: readonly Uint8Array[], position: number, written: number): void {
  let skip = written
  for (const chunk of chunks) {
    if (skip < chunk.length) writeWhole(fd, chunk.subarray(skip), position + skip)
    position += chunk.length
    skip = Math.max(0, skip - chunk.length)
  }
}

/** The limit in force: Node raises the soft one to the hard one at its start. Not told outside Linux. */
function mostOpenFiles(): number {
  try {
    const limits = readFileSync('/proc/self/limits', 'utf8')
    return Number(/^Max open files\s+(\d+)/m.exec(limits)?.[1] ?? Number.POSITIVE_INFINITY)
  } catch {
    return Number.POSITIVE_INFINITY
  }
}

function attempt<T>(operation: string, path: string, run: () => T): T {
  try {
    return run()
  } catch (error) {
    throw diskError(operation, path, error)
  }
}
