/**
 * Whether a data directory may be written to: it is well, or full until there is room again, or offline for good. Owns
 * what a failure means; who met it, wherever in the directory, tells it here.
 */
import { DiskError, type Host } from '@samsa/host'
import { DiskRoom, isFull } from './disk-room.js'
import { isTooManyFiles } from './log-disk.js'
import { leaveMark, losesPages } from './unsynced-mark.js'

/** The directory went offline: nothing more is written to it or acknowledged from it. */
export interface LogDirectoryFailure {
  readonly path: string
  readonly error: DiskError
}

export class DirectoryHealth {
  readonly #room: DiskRoom
  #listeners: ((failure: LogDirectoryFailure) => void)[] = []
  #failure: LogDirectoryFailure | undefined

  constructor(
    private readonly host: Host,
    private readonly path: string,
  ) {
    this.#room = new DiskRoom(host, path, (error) => this.fail(error))
  }

  /** Set once a write or fsync failed. */
  get failure(): LogDirectoryFailure | undefined {
    return this.#failure
  }

  /** There is no room. */
  get isFull(): boolean {
    return this.#room.isFull
  }

  /** How often there was no room. */
  get fills(): number {
    return this.#room.fills
  }

  /** Called once, with the first failure (at once when it happened already). */
  onFailure(listener: (failure: LogDirectoryFailure) => void): void {
    if (this.#failure === undefined) this.#listeners.push(listener)
    else listener(this.#failure)
  }

  /**
   * The directory is offline from now on. Idempotent. Not for want of descriptors, which says nothing about the disk:
   * the work under way failed, the next may not. Nor for want of room: then it is full until there is some.
   */
  fail(error: DiskError): void {
    // Not only by the first failure: a write that failed lost nothing, syncs that fail after it do.
    if (losesPages(error)) leaveMark(this.host.disk, this.path)
    if (this.#failure !== undefined) return
    if (isTooManyFiles(error)) {
      this.host.log.write('warn', 'too many open files', { directory: this.path, error: error.message })
      return
    }
    if (isFull(error)) {
      this.#room.filled(error)
      return
    }
    this.#failure = { path: this.path, error }
    this.#room.stop()
    this.host.log.write('error', 'data directory offline', { directory: this.path, error: error.message })
    const listeners = this.#listeners
    this.#listeners = []
    for (const listener of listeners) listener(this.#failure)
  }

  /** Files have gone: maybe there is room now. */
  lookAgain(): void {
    this.#room.lookAgain()
  }

  /** The directory is about to be left: room is looked for no more. */
  stop(): void {
    this.#room.stop()
  }
}
