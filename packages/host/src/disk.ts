/**
 * The disk. Appends and hot reads are synchronous because that is what makes Node fast here: they go to and
 * from the page cache. What may wait for the device (`sync`, `readLater`, `remove`) is asynchronous.
 *
 * Paths are plain strings with '/' separators. Every failure is a DiskError, whose `kind` lets a core decide
 * what goes offline.
 */
export interface Disk {
  /** Descriptors the process may have open, sockets among them; undefined: not known, or no bound. */
  readonly mostFiles?: number
  /**
   * 'read': must exist, opened read-only. 'append': created when missing, read and write, contents kept.
   * 'create': created or truncated to nothing, read and write.
   */
  open(path: string, mode: OpenMode): DiskFile
  /** Entries of a directory in name order; a missing directory is a DiskError of kind 'missing'. */
  list(directory: string): readonly DirectoryEntry[]
  exists(path: string): boolean
  /** Creates the directory and its missing parents; no error when it is there. */
  makeDirectory(path: string): void
  /** Atomic replace of `to`. Durable only after `syncDirectory` of both parents. */
  rename(from: string, to: string): void
  /** Unlinks a file or removes a directory with all it holds, off the event loop; no error when missing. */
  remove(path: string): Promise<void>
  /** Makes creations, renames and removals of entries in `directory` durable. */
  syncDirectory(directory: string): Promise<void>
  /** Takes the directory for this process: `DirectoryLock`, or a DiskError of kind 'locked'. File `.lock`. */
  lock(directory: string): DirectoryLock
  /** Bytes that can still be written, and the total. */
  space(directory: string): DiskSpace
}

export type OpenMode = 'read' | 'append' | 'create'

export interface DirectoryEntry {
  readonly name: string
  readonly directory: boolean
}

export interface DirectoryLock {
  release(): void
}

export interface DiskSpace {
  readonly freeBytes: number
  readonly totalBytes: number
}

export interface DiskFile {
  readonly path: string
  size(): number
  /** Last modification, wall-clock milliseconds. */
  modifiedAt(): number
  /** Makes it seem last modified then: for a file that takes the place of an older one. */
  setModifiedAt(ms: number): void
  truncate(size: number): void
  /** Writes all of the chunks at `position`, or throws a DiskError. On an error, how much arrived is unknown. */
  writev(chunks: readonly Uint8Array[], position: number): void
  /** Reads up to `into.length` bytes; the count is short only at the end of the file. Hot data only. */
  read(into: Uint8Array, position: number): number
  /** The same for data that may be cold: never blocks the event loop. `into` is lent until it resolves. */
  readLater(into: Uint8Array, position: number): Promise<number>
  /** All that was written before the call is on the device once it resolves (fdatasync). */
  sync(): Promise<void>
  /** Synchronous `sync`, for small files whose order matters (checkpoints, metadata at shutdown). */
  syncNow(): void
  /** Idempotent. Calls under way finish first. */
  close(): Promise<void>
}

export type DiskErrorKind =
  | 'missing'
  | 'exists'
  | 'no-space'
  | 'io'
  | 'denied'
  | 'locked'
  | 'too-many-files'
  | 'not-a-directory'

export class DiskError extends Error {
  override readonly name = 'DiskError'
  constructor(
    readonly kind: DiskErrorKind,
    readonly operation: string,
    readonly path: string,
    options?: { cause?: unknown; detail?: string },
  ) {
    super(`${operation} ${path}: ${options?.detail ?? kind}`, { cause: options?.cause })
  }
}
