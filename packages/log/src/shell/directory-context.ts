/**
 * The `LogContext` of one data directory. A class, where an object literal with getters would do: V8 keeps such a
 * literal as a dictionary, and every append asks here whether the directory is well.
 */
import type { DiskError } from '@samsa/host'
import type { CheckpointName, Checkpoints } from './checkpoints.js'
import type { DirectoryHealth } from './directory-health.js'
import { FlushSlots } from './flush-slots.js'
import { IndexPages } from './index-pages.js'
import type { LogContext } from './log-context.js'
import type { LogDirectoryOptions } from './log-directory.js'
import type { LogHost } from './log-disk.js'
import type { Removals } from './removals.js'
import { TailCache } from './tail-cache.js'
import { SharedSettings } from './topic-settings.js'

const TAIL_CACHE_BYTES = 16 * 1024 * 1024

/** What a context speaks for. */
export interface DirectoryParts {
  readonly options: LogDirectoryOptions
  readonly health: DirectoryHealth
  readonly checkpoints: Checkpoints
  readonly removals: Removals
}

export class DirectoryContext implements LogContext {
  readonly indexPages = new IndexPages()
  readonly settings = new SharedSettings()
  readonly flushSlots = new FlushSlots()
  readonly tails: TailCache
  readonly flushesAll: boolean
  #isClosing = false
  readonly #parts: DirectoryParts
  readonly #health: DirectoryHealth

  /** @param fail what becomes of the directory's failures: more than its health is concerned. */
  constructor(
    readonly host: LogHost,
    parts: DirectoryParts,
    readonly fail: (error: DiskError) => void,
  ) {
    this.#parts = parts
    this.#health = parts.health
    this.tails = new TailCache(parts.options.tailCacheBytes ?? TAIL_CACHE_BYTES)
    this.flushesAll = parts.options.config.get('samsa.flush') === 'group'
  }

  get producerExpirationMs(): number {
    const { options } = this.#parts
    return (options.currentConfig?.() ?? options.config).get('producer.id.expiration.ms')
  }

  get failure(): LogContext['failure'] {
    return this.#health.failure
  }

  get isFull(): boolean {
    return this.#health.isFull
  }

  get isClosing(): boolean {
    return this.#isClosing
  }

  beginClosing(): void {
    this.#isClosing = true
  }

  writeCheckpoint(name: CheckpointName): Promise<void> {
    return this.#parts.checkpoints.write(name)
  }

  staleCheckpoints(key: string): readonly CheckpointName[] {
    return this.#parts.checkpoints.stale(key)
  }

  removeLater(delayMs: number, work: () => Promise<void>): void {
    this.#parts.removals.later(delayMs, work)
  }
}
