/**
 * Room kept on the disk for the day it is full: a file that holds nothing, given up so that a small write finds
 * room after all, and made again once there is room. Refuses to decide what is worth it.
 */
import { DiskError, type Host } from '@samsa/host'

/** Many topics can be deleted with it. */
const RESERVE_BYTES = 128 * 1024

/** A write was refused for want of room. Not a sync: after one that failed nobody knows what is lost. */
export function isNoSpace(failure: unknown): failure is DiskError {
  return failure instanceof DiskError && failure.kind === 'no-space' && !failure.operation.startsWith('sync')
}

export class ReservedRoom {
  #kept = false

  constructor(
    private readonly host: Host,
    private readonly path: string,
  ) {}

  /** Makes the file where it is missing and there is room for it. Not compressible, as some file systems try. */
  restore(): void {
    if (this.#kept) return
    const { disk, random } = this.host
    try {
      const file = disk.open(this.path, 'append')
      try {
        if (file.size() < RESERVE_BYTES) {
          const bytes = new Uint8Array(RESERVE_BYTES)
          random.fill(bytes)
          file.writev([bytes], 0)
        }
        this.#kept = true
      } finally {
        if (!this.#kept) file.truncate(0)
        void file.close().catch(() => undefined)
      }
    } catch (failure) {
      if (!(failure instanceof DiskError)) throw failure
      // Without it a full disk refuses what it would otherwise have room for.
    }
  }

  /** True: there may be room now. */
  async release(): Promise<boolean> {
    if (!this.#kept) return false
    this.#kept = false
    await this.host.disk.remove(this.path)
    return true
  }
}
