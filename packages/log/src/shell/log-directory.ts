/**
 * One data directory (`log.dirs`): the lock, `meta.properties`, the partitions found in it, checkpoint
 * files, the clean-shutdown marker, and the periodic work on its logs. One of the three places that catch
 * DiskError.
 */
import type { BrokerConfig } from '@samsa/config/broker-config'
import type { TopicConfig } from '@samsa/config/topic-config'
import { type DirectoryLock, DiskError, type Host } from '@samsa/host'
import { invariant } from '@samsa/protocol/model/invariant'
import type { Uuid } from '@samsa/protocol/model/uuid'
import { CLEAN_SHUTDOWN_TEXT, partitionKey } from '../core/checkpoint-text.js'
import { parsePartitionFolder, partitionFolderName } from '../core/file-names.js'
import { Checkpoints, regularCheckpoints } from './checkpoints.js'
import { type CleanedDirectory, LogCleaner } from './compaction/log-cleaner.js'
import { createLog } from './create-log.js'
import { DeletedFolders } from './deleted-folders.js'
import { DirectoryContext } from './directory-context.js'
import { DirectoryHealth, type LogDirectoryFailure } from './directory-health.js'
import { makeDurableDirectory } from './durable-directory.js'
import { DurableFile } from './durable-file.js'
import { fewAtATime } from './few-at-a-time.js'
import { FutureLogs } from './future-logs.js'
import { keysOfGone, loadFolders, saysTooMuch } from './load-folders.js'
import { watched } from './log-context.js'
import { LogDirectoryError } from './log-directory-error.js'
import { type LogHost, logHost } from './log-disk.js'
import { Maintenance } from './maintenance.js'
import { claimDirectory } from './meta-file.js'
import type { PartitionLog } from './partition-log.js'
import { Removals } from './removals.js'
import { isMarked, leaveMark, losesPages, removeMark } from './unsynced-mark.js'

export interface LogDirectoryOptions {
  readonly config: BrokerConfig
  readonly nodeId: number
  readonly clusterId: string
  topicConfig(topic: string): TopicConfig
  /** The settings as they are now, for those that change while a broker runs. Default: `config`. */
  currentConfig?(): BrokerConfig
  /** Bytes of recent appends kept in memory for readers at the end of the logs. Default 16 MiB. */
  readonly tailCacheBytes?: number
  /** Shared by the directories of a broker, so that the filthiest log of all comes first. Default: its own. */
  readonly cleaner?: LogCleaner
  /** Opens KRaft's `__cluster_metadata` too, which a broker leaves alone. Default false. */
  readonly includeMetadataLog?: boolean
}

const CLEAN_SHUTDOWN_NAME = '.kafka_cleanshutdown'
/** Logs closed at a time. */
const CLOSED_AT_ONCE = 32

export class LogDirectory implements CleanedDirectory {
  readonly #logs = new Map<string, PartitionLog>()
  /** Logs that are being copied here from another directory (KIP-113). */
  readonly futures: FutureLogs
  readonly #deleted: DeletedFolders
  readonly #checkpoints: Checkpoints
  readonly #context: DirectoryContext
  readonly #removals: Removals
  readonly #maintenance: Maintenance
  #cleaner: LogCleaner | undefined
  readonly #health: DirectoryHealth
  #directoryId: Uuid | undefined
  #cleanShutdown = false
  #closing: Promise<void> | undefined

  private constructor(
    private readonly host: LogHost,
    readonly path: string,
    private readonly options: LogDirectoryOptions,
    private readonly lock: DirectoryLock,
  ) {
    this.#checkpoints = new Checkpoints(host.disk, path, () => this.#stored())
    this.#health = new DirectoryHealth(host, path)
    this.#removals = new Removals(host, () => this.#health.lookAgain())
    this.#maintenance = new Maintenance(host, options.config, this, (name) => this.#checkpoints.write(name))
    const parts = {
      options,
      health: this.#health,
      checkpoints: this.#checkpoints,
      removals: this.#removals,
    }
    this.#context = new DirectoryContext(host, parts, (error) => this.fail(error))
    this.#deleted = new DeletedFolders(this.#context, path)
    this.futures = new FutureLogs(this.#context, this.#deleted)
  }

  /**
   * Locks, reads, recovers after an unclean stop. The directory is made when it is missing. Rejects with
   * LogDirectoryError.
   */
  static async open(given: Host, path: string, options: LogDirectoryOptions): Promise<LogDirectory> {
    const host = logHost(given)
    try {
      await makeDurableDirectory(host, path)
      const directory = new LogDirectory(host, path, options, takeLock(host, path))
      try {
        await directory.#load()
      } catch (error) {
        directory.lock.release()
        throw error
      }
      return directory
    } catch (error) {
      if (!(error instanceof DiskError)) throw error
      if (losesPages(error)) leaveMark(host.disk, path)
      throw new LogDirectoryError('disk', path, error.message, { cause: error })
    }
  }

  get directoryId(): Uuid {
    invariant(this.#directoryId !== undefined, 'an open directory has an id')
    return this.#directoryId
  }

  /** Set once a write or fsync failed; every log then answers KAFKA_STORAGE_ERROR. */
  get failure(): LogDirectoryFailure | undefined {
    return this.#health.failure
  }

  /** There is no room: appends are refused with KAFKA_STORAGE_ERROR until there is. Reads go on. */
  get isFull(): boolean {
    return this.#health.isFull
  }

  /** Logs here, those on their way here included: what placement goes by. */
  get count(): number {
    return this.#logs.size + this.futures.count
  }

  /** How often there was no room since the start. */
  get fills(): number {
    return this.#health.fills
  }

  /** The last stop was clean, so nothing had to be recovered. True for a new directory. */
  get cleanShutdown(): boolean {
    return this.#cleanShutdown
  }

  async #load(): Promise<void> {
    const { disk } = this.host
    const entries = disk.list(this.path)
    this.#directoryId = await claimDirectory(this.host, this.path, this.options)
    const names = new Set(entries.map((entry) => entry.name))
    const hasLogs = entries.some((entry) => entry.directory && parsePartitionFolder(entry.name) !== undefined)
    this.#cleanShutdown = names.has(CLEAN_SHUTDOWN_NAME) || !hasLogs
    if (names.has(CLEAN_SHUTDOWN_NAME)) {
      // Gone for good before the first write: a crash from now on must be met by recovery.
      await disk.remove(`${this.path}/${CLEAN_SHUTDOWN_NAME}`)
      await disk.syncDirectory(this.path)
    }
    // A killed process may have made folders whose entries are not on the device yet.
    if (!this.#cleanShutdown) await disk.syncDirectory(this.path)
    const tell = (problem: string): void => this.host.log.write('warn', problem, { directory: this.path })
    const folders = entries.filter((entry) => entry.directory).map((entry) => entry.name)
    const facts = {
      options: this.options,
      clean: this.#cleanShutdown,
      isDoubtful: isMarked(disk, this.path),
      recoveryPoint: this.#checkpoints.read('recovery-point-offset-checkpoint', tell),
      logStartOffset: this.#checkpoints.read('log-start-offset-checkpoint', tell),
      highWatermark: this.#checkpoints.read('replication-offset-checkpoint', tell),
      cleanedTo: this.#checkpoints.read('cleaner-offset-checkpoint', tell),
    }
    const logs = await loadFolders(this.#context, this.path, folders, facts)
    for (const { role, log } of logs) {
      if (role === 'future') this.futures.found(log)
      else this.#logs.set(partitionKey(log.topic, log.partition), log)
    }
    // A sync that failed meanwhile, of a checkpoint of epochs, left it anew.
    if (facts.isDoubtful && this.failure === undefined) await removeMark(disk, this.path)
    for (const key of keysOfGone(facts, logs)) this.#checkpoints.forget(key)
    if (saysTooMuch(facts, logs)) await this.#tryCheckpoints()
  }

  /** Without room or a descriptor for them the next ones must do. */
  async #tryCheckpoints(): Promise<void> {
    try {
      await this.#checkpoints.writeAll()
    } catch (error) {
      if (!(error instanceof DiskError)) throw error
      this.fail(error)
    }
  }

  logs(): IterableIterator<PartitionLog> {
    return this.#logs.values()
  }

  get(topic: string, partition: number): PartitionLog | undefined {
    return this.#logs.get(partitionKey(topic, partition))
  }

  /** Logs, and those that are to become logs of this directory. */
  *#stored(): Generator<PartitionLog> {
    yield* this.#logs.values()
    yield* this.futures.values()
  }

  /** Usable at once. Throws DiskError: of kind 'too-many-files' or 'no-space' it may be tried again. */
  create(topic: string, partition: number, topicId: Uuid, config: TopicConfig): PartitionLog {
    const key = partitionKey(topic, partition)
    invariant(!this.#logs.has(key), `the log of ${key} does not exist yet`)
    const name = partitionFolderName(topic, partition)
    this.#deleted.makeWay(`${this.path}/${name}`, { topic, partition })
    const log = createLog(this.#context, this.#deleted, name, { topic, partition, topicId, config })
    this.#logs.set(key, log)
    return log
  }

  /**
   * Makes the future log of a partition its log here; undefined: there is none. It takes over from `current`, the
   * partition's log in another directory, of which it is a whole copy; without one it was left behind. Throws
   * DiskError.
   */
  promote(topic: string, partition: number, current?: PartitionLog): PartitionLog | undefined {
    const future = this.futures.get(topic, partition)
    if (future === undefined) return undefined
    invariant(!this.#logs.has(partitionKey(topic, partition)), 'a partition has one log in a directory')
    this.#deleted.makeWay(`${this.path}/${partitionFolderName(topic, partition)}`, future)
    const log = this.futures.promote(future)
    this.#logs.set(partitionKey(topic, partition), log)
    if (current !== undefined) log.takeOver(current)
    // An entry of an earlier stay here says nothing of this copy.
    watched(this.#context, this.writeCleanedOffsets())
    return log
  }

  /** Names made or changed here are on the device once it resolves. Rejects with DiskError, after it failed. */
  async syncNames(): Promise<void> {
    try {
      await this.host.disk.syncDirectory(this.path)
    } catch (error) {
      if (error instanceof DiskError) this.fail(error)
      throw error
    }
  }

  /**
   * The folder is renamed to `*-delete` at once (or when `after` has resolved: until then it keeps its name, but is no
   * log any more) and removed after file.delete.delay.ms. Rejects with DiskError: for want of room or of descriptors
   * the rename is tried again, and a new log of that name may be made before.
   */
  async delete(topic: string, partition: number, after?: Promise<void>): Promise<void> {
    const key = partitionKey(topic, partition)
    const log = this.#logs.get(key)
    if (log === undefined) return
    this.#logs.delete(key)
    this.#checkpoints.forget(key)
    this.#deleted.add(log)
    if (log.cleanedTo !== undefined) watched(this.#context, this.writeCleanedOffsets())
    if (after !== undefined) await after
    if (this.failure !== undefined) return
    this.#deleted.rename(log)
    await this.syncNames()
    await this.#tryCheckpoints()
  }

  /** Called once, with the first failure (at once when it happened already). */
  onFailure(listener: (failure: LogDirectoryFailure) => void): void {
    this.#health.onFailure(listener)
  }

  /**
   * Takes the directory offline, unless the error is of those that pass (no descriptor, no room): for whoever meets a
   * DiskError on one of its files. Idempotent.
   */
  fail(error: DiskError): void {
    this.#health.fail(error)
  }

  /** Starts retention, compaction, flushing and checkpointing at their intervals; ended by `close`. */
  startMaintenance(): void {
    this.#maintenance.start()
    this.#cleaner ??= this.options.cleaner ?? new LogCleaner(this.host, () => this.options.config)
    this.#cleaner.add(this)
  }

  /** For the cleaner. Rejects with DiskError. */
  writeRecoveryPoints(): Promise<void> {
    return this.#checkpoints.write('recovery-point-offset-checkpoint')
  }

  /**
   * How far logs are compacted: after that changed, be it that a log came from or went elsewhere. Rejects with
   * DiskError.
   */
  writeCleanedOffsets(): Promise<void> {
    return this.#checkpoints.write('cleaner-offset-checkpoint')
  }

  /**
   * Writes the recovery-point, log-start-offset and replication-offset (high watermark) files, off the
   * event loop. A failure takes the directory offline.
   */
  checkpoint(): void {
    for (const name of regularCheckpoints) watched(this.#context, this.#checkpoints.write(name))
  }

  /** Flush, checkpoints, clean-shutdown marker (unless the directory failed), unlock. Idempotent. */
  close(): Promise<void> {
    this.#context.beginClosing()
    this.#closing ??= this.#close()
    return this.#closing
  }

  /** Few at a time: each holds descriptors while it is synced. The first failure is thrown once all are closed. */
  async #closeLogs(): Promise<void> {
    const failures: unknown[] = []
    const close = (log: PartitionLog): Promise<void> =>
      log.close().catch((error: unknown) => void failures.push(error))
    await fewAtATime(this.#stored(), CLOSED_AT_ONCE, close)
    if (failures.length > 0) throw failures[0]
  }

  async #close(): Promise<void> {
    this.#maintenance.stop()
    this.#health.stop()
    await this.#cleaner?.remove(this)
    await this.#removals.stop()
    try {
      await this.#closeLogs()
      if (this.failure !== undefined) return
      await this.#checkpoints.writeAll()
      await new DurableFile(this.host.disk, this.path, CLEAN_SHUTDOWN_NAME).write(CLEAN_SHUTDOWN_TEXT)
    } catch (error) {
      // Without the marker the next start recovers: that is all there is to do.
      if (!(error instanceof DiskError)) throw error
      this.fail(error)
    } finally {
      this.host.disk.letGoOfAll()
      this.lock.release()
    }
  }
}

function takeLock(host: Host, path: string): DirectoryLock {
  try {
    return host.disk.lock(path)
  } catch (error) {
    if (!(error instanceof DiskError) || error.kind !== 'locked') throw error
    throw new LogDirectoryError('locked', path, 'another process uses this directory (.lock)', {
      cause: error,
    })
  }
}
