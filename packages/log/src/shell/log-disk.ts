/**
 * The disk as the logs of one directory use it: the files of segments are held open within a bound, and the
 * least recently used ones are closed for others, as they are when the process runs out of descriptors.
 *
 * A file may be closed with writes that no sync has reached: they lie in the inode's pages, not in the
 * descriptor, and fdatasync through a descriptor opened later brings them to the device, and reports a
 * failure of writing them back that nobody was told of. The simulated disk likewise syncs by file.
 */
import {
  type DirectoryEntry,
  type DirectoryLock,
  type Disk,
  DiskError,
  type DiskFile,
  type DiskSpace,
  type Host,
  type OpenMode,
} from '@samsa/host'
import { OneAtATime } from './one-at-a-time.js'

/** Enough for a few hundred busy partitions. */
const MOST_HELD = 1000
/** Of the descriptors that the process may have: connections need some too. */
const HELD_SHARE = 1 / 2
/** Syncs of folders and small files under way at a time. */
const MOST_SYNCS = 8
/** Of the bound, closed at a time, so that not each opening has to look for the oldest. */
const CLOSED_AT_ONCE = 1 / 8

/** A file that opens itself again when it is used after `letGo`. */
export interface HeldFile {
  /** `LogDisk.uses` at its last use. */
  readonly lastUse: number
  /** Closes the descriptor: at once, unless calls are under way. */
  letGo(): void
}

/** A host whose disk is a directory's. */
export interface LogHost extends Host {
  readonly disk: LogDisk
}

/** The host with its disk bounded. */
export function logHost(host: Host): LogHost {
  const { clock, timers, random, network, log, workers } = host
  return { clock, timers, random, network, log, workers, disk: new LogDisk(host.disk) }
}

export class LogDisk implements Disk {
  readonly #held = new Set<HeldFile>()
  #syncs = 0
  readonly #directorySyncs = new Map<string, OneAtATime>()
  readonly #waiting: (() => void)[] = []
  /** Counts the uses of held files: their order. */
  uses = 0

  constructor(
    private readonly disk: Disk,
    private readonly mostHeld = mostHeldOf(disk),
  ) {}

  /** Descriptors held for segments. */
  get heldCount(): number {
    return this.#held.size
  }

  /** Opens a file that may be closed again whenever it is not in use. Throws DiskError. */
  hold(held: HeldFile, path: string): DiskFile {
    if (this.#held.size >= this.mostHeld) this.#closeOldest(Math.ceil(this.mostHeld * CLOSED_AT_ONCE))
    const file = this.open(path, 'append')
    this.#held.add(held)
    return file
  }

  /** The file was closed by its owner. */
  release(held: HeldFile): void {
    this.#held.delete(held)
  }

  /** Whoever still holds a file, as what waits for its removal, holds it no more. */
  letGoOfAll(): void {
    this.#closeOldest(this.#held.size)
  }

  open(path: string, mode: OpenMode): DiskFile {
    for (;;) {
      try {
        return this.disk.open(path, mode)
      } catch (error) {
        if (!isTooManyFiles(error) || !this.#makeRoom()) throw error
      }
    }
  }

  /** Bytes of the file at `path`, which must exist. Throws DiskError. */
  sizeOf(path: string): number {
    const file = this.open(path, 'read')
    try {
      return file.size()
    } finally {
      // Only read through it: nothing can be lost.
      void file.close().catch(() => undefined)
    }
  }

  /** The file at `path` is on the device once it resolves. Rejects with DiskError. */
  syncFile(path: string): Promise<void> {
    return this.#amongFew(async () => {
      const file = this.open(path, 'read')
      try {
        await file.sync()
      } finally {
        await file.close()
      }
    })
  }

  /** Who comes while a sync of the directory is under way shares the next one: many folders are made at a time. */
  syncDirectory(directory: string): Promise<void> {
    const known = this.#directorySyncs.get(directory)
    const sync = known ?? new OneAtATime(() => this.#amongFew(() => this.#syncDirectory(directory)))
    if (known === undefined) this.#directorySyncs.set(directory, sync)
    return sync.run().finally(() => {
      if (sync.isIdle) this.#directorySyncs.delete(directory)
    })
  }

  /** Each holds a descriptor, and hundreds of partitions may be created at once. */
  async #amongFew(work: () => Promise<void>): Promise<void> {
    if (this.#syncs < MOST_SYNCS) this.#syncs += 1
    else await new Promise<void>((resolve) => this.#waiting.push(resolve))
    try {
      await work()
    } finally {
      const next = this.#waiting.shift()
      if (next === undefined) this.#syncs -= 1
      else next()
    }
  }

  async #syncDirectory(directory: string): Promise<void> {
    for (;;) {
      try {
        return await this.disk.syncDirectory(directory)
      } catch (error) {
        if (!isTooManyFiles(error) || !this.#makeRoom()) throw error
      }
    }
  }

  /** Others of the process need descriptors too: half goes. False: there is none to close. */
  #makeRoom(): boolean {
    const count = Math.ceil(this.#held.size / 2)
    this.#closeOldest(count)
    return count > 0
  }

  #closeOldest(count: number): void {
    const oldest = [...this.#held].sort((a, b) => a.lastUse - b.lastUse).slice(0, count)
    for (const held of oldest) {
      this.#held.delete(held)
      held.letGo()
    }
  }

  list(directory: string): readonly DirectoryEntry[] {
    return this.disk.list(directory)
  }

  exists(path: string): boolean {
    return this.disk.exists(path)
  }

  makeDirectory(path: string): void {
    this.disk.makeDirectory(path)
  }

  rename(from: string, to: string): void {
    this.disk.rename(from, to)
  }

  remove(path: string): Promise<void> {
    return this.disk.remove(path)
  }

  lock(directory: string): DirectoryLock {
    return this.disk.lock(directory)
  }

  space(directory: string): DiskSpace {
    return this.disk.space(directory)
  }
}

function mostHeldOf({ mostFiles = Number.POSITIVE_INFINITY }: Disk): number {
  return Math.max(8, Math.min(MOST_HELD, Math.floor(mostFiles * HELD_SHARE)))
}

/** The process has no descriptor left: what was asked failed, nothing else did. */
export function isTooManyFiles(error: unknown): boolean {
  return error instanceof DiskError && error.kind === 'too-many-files'
}
