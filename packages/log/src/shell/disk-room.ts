/**
 * Whether a directory has room to write to. A disk that is full is not broken: what was asked is refused,
 * reads go on, and once there is room again so do the writes. Whether there is, is tried: at growing
 * intervals, and whenever files have gone. A failing fsync is never taken for want of room: see `isFull`.
 */
import { DiskError, type Host, type Timer } from '@samsa/host'
import type { LogState } from './log-state.js'
import { losesPages } from './unsynced-mark.js'

const PROBE_NAME = '.samsa-room'
/** Room for at least so much must be there before writes go on. */
const PROBE_BYTES = 1 << 20
const FIRST_PROBE_MS = 250
const MOST_PROBE_MS = 10_000
/** Full again so soon after it had room: the next probe waits longer than the last one. */
const RELAPSE_MS = 30_000

/** Refused for want of room, with nothing lost. After a failed fsync nobody knows what is lost. */
export function isFull(error: unknown): boolean {
  if (!(error instanceof DiskError) || error.kind !== 'no-space') return false
  return !losesPages(error)
}

/** Does what the log can do without: for want of room it is left, and the directory known to be full. */
export async function unlessFull(log: LogState, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!isFull(error)) throw error
    log.context.fail(error as DiskError)
  }
}

export class DiskRoom {
  #full = false
  #delayMs = FIRST_PROBE_MS
  #timer: Timer | undefined
  #resumedAt = Number.NEGATIVE_INFINITY
  #fills = 0
  #stopped = false

  /** @param broken told when a probe failed for another reason than want of room. */
  constructor(
    private readonly host: Host,
    private readonly path: string,
    private readonly broken: (error: DiskError) => void,
  ) {}

  /** Nothing is accepted for writing. */
  get isFull(): boolean {
    return this.#full
  }

  /** How often the directory filled up. */
  get fills(): number {
    return this.#fills
  }

  /** A write found no room. */
  filled(error: DiskError): void {
    if (this.#full) return
    this.#full = true
    this.#fills += 1
    if (this.host.clock.monotonic() - this.#resumedAt > RELAPSE_MS) this.#delayMs = FIRST_PROBE_MS
    const facts = { directory: this.path, error: error.message }
    this.host.log.write('error', 'data directory full: nothing is accepted until there is room', facts)
    this.#probeLater()
  }

  /** Files have gone: maybe there is room now. */
  lookAgain(): void {
    if (!this.#full || this.#stopped) return
    this.#timer?.cancel()
    this.#probe()
  }

  stop(): void {
    this.#stopped = true
    this.#timer?.cancel()
  }

  #probeLater(): void {
    if (this.#stopped) return
    this.#timer = this.host.timers.after(this.#delayMs, () => this.#probe())
    this.#delayMs = Math.min(this.#delayMs * 2, MOST_PROBE_MS)
  }

  #probe(): void {
    try {
      if (!this.#hasRoom()) {
        this.#probeLater()
        return
      }
    } catch (error) {
      if (!(error instanceof DiskError)) throw error
      if (isFull(error) || error.kind === 'too-many-files') this.#probeLater()
      else this.broken(error)
      return
    }
    this.#full = false
    this.#resumedAt = this.host.clock.monotonic()
    this.host.log.write('info', 'data directory has room again', { directory: this.path })
  }

  /** What the file system tells may leave quotas and reserves out: so as much is written, and removed. */
  #hasRoom(): boolean {
    const { disk } = this.host
    const { freeBytes, totalBytes } = disk.space(this.path)
    const bytes = Math.min(PROBE_BYTES, Math.ceil(totalBytes / 16))
    if (freeBytes < bytes) return false
    const path = `${this.path}/${PROBE_NAME}`
    const file = disk.open(path, 'create')
    try {
      file.writev([new Uint8Array(bytes)], 0)
      return true
    } finally {
      try {
        file.truncate(0)
      } finally {
        void file.close().catch(() => undefined)
        disk.remove(path).catch(() => undefined)
      }
    }
  }
}
