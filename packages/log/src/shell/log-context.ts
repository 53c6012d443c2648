/**
 * What a directory lends to the logs in it: the host, the caches they take turns in, and the way to say
 * that a disk failed.
 */
import { DiskError } from '@samsa/host'
import type { CheckpointName } from './checkpoints.js'
import type { FlushSlots } from './flush-slots.js'
import type { IndexPages } from './index-pages.js'
import type { LogHost } from './log-disk.js'
import type { TailCache } from './tail-cache.js'
import type { SharedSettings } from './topic-settings.js'

export interface LogContext {
  readonly host: LogHost
  readonly indexPages: IndexPages
  readonly tails: TailCache
  readonly settings: SharedSettings
  /** producer.id.expiration.ms */
  readonly producerExpirationMs: number
  /** samsa.flush=group: whatever is written is flushed before it is acknowledged or shown. */
  readonly flushesAll: boolean
  readonly flushSlots: FlushSlots
  /** Set once a write or fsync of the directory failed. */
  readonly failure: { readonly error: DiskError } | undefined
  /** There is no room: nothing is accepted for writing. */
  readonly isFull: boolean
  /** The directory is about to be left: what fails for want of room or of descriptors is not tried again. */
  readonly isClosing: boolean
  /** Takes the whole directory offline; for want of room it is full instead, until there is room again. */
  fail(error: DiskError): void
  /** One of the directory's checkpoint files, on the device with what holds now. Rejects with DiskError. */
  writeCheckpoint(name: CheckpointName): Promise<void>
  /** Checkpoint files that may tell of an earlier log of that `partitionKey`. */
  staleCheckpoints(key: string): readonly CheckpointName[]
  /**
   * Runs `work` after `delayMs` (file.delete.delay.ms), or at the next start when the process ends before.
   */
  removeLater(delayMs: number, work: () => Promise<void>): void
}

/** Work that nobody waits for: a failure is the directory's. */
export function watched(context: LogContext, work: Promise<void>): void {
  work.catch((error: unknown) => {
    if (error instanceof DiskError) context.fail(error)
    else throw error
  })
}
