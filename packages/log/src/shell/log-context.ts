/**
 * What a directory lends to the logs in it: the host, the caches they take turns in, and the way to say
 * that a disk failed.
 */
import type { DiskError } from '@samsa/host'
import type { IndexPage } from './index-file.js'
import type { LogHost } from './log-disk.js'
import type { TailCache } from './tail-cache.js'

export interface LogContext {
  readonly host: LogHost
  readonly indexPage: IndexPage
  readonly tails: TailCache
  /** producer.id.expiration.ms */
  readonly producerExpirationMs: number
  /** Set once a write or fsync of the directory failed. */
  readonly failure: { readonly error: DiskError } | undefined
  /** Takes the whole directory offline. */
  fail(error: DiskError): void
  /**
   * Runs `work` after `delayMs` (file.delete.delay.ms), or at the next start when the process ends before.
   */
  removeLater(delayMs: number, work: () => Promise<void>): void
}
