/**
 * Folders of deleted logs, and of copies that were given up: renamed to `*-delete`, which tells every start that they
 * are on their way out, and removed later. One that cannot be renamed for want of room or of descriptors keeps its name
 * for a while; who needs the name before that has it moved out of the way. Never touches the folder of a log that came
 * after.
 */
import { DiskError } from '@samsa/host'
import { deletedFolderName } from '../core/file-names.js'
import { isFull } from './disk-room.js'
import { freshSuffix } from './fresh-suffix.js'
import { type LogContext, watched } from './log-context.js'
import { isTooManyFiles } from './log-disk.js'
import type { PartitionLog } from './partition-log.js'

const RETRY_MS = 1000

interface DeletedLog {
  readonly log: PartitionLog
  readonly delayMs: number
}

export class DeletedFolders {
  /** Deleted logs whose folders have their own names still. */
  readonly #named = new Map<string, DeletedLog>()

  /** @param path the directory's. */
  constructor(
    private readonly context: LogContext,
    readonly path: string,
  ) {}

  /** The log is deleted: its folder is about to go, and its files so long after that. */
  add(log: PartitionLog, delayMs: number = log.config.get('file.delete.delay.ms')): void {
    this.#named.set(log.folder, { log, delayMs })
    log.markDeleted()
  }

  /**
   * Renames the folder of an added log, unless it was in the way. Throws DiskError, after telling the directory; it is
   * tried again where it may succeed then.
   */
  rename(log: PartitionLog): void {
    if (this.#named.get(log.folder)?.log !== log || this.context.failure !== undefined) return
    try {
      this.#moveAway(log.folder, log)
    } catch (error) {
      if (isFull(error) || isTooManyFiles(error)) this.context.removeLater(RETRY_MS, () => this.#again(log))
      throw error
    }
  }

  /** A new log needs the name: a folder that has it still goes out of the way. Throws DiskError likewise. */
  makeWay(folder: string, place: { readonly topic: string; readonly partition: number }): void {
    if (this.context.host.disk.exists(folder)) this.#moveAway(folder, place)
  }

  async #again(log: PartitionLog): Promise<void> {
    this.rename(log)
    watched(this.context, this.context.host.disk.syncDirectory(this.path))
  }

  #moveAway(
    folder: string,
    { topic, partition }: { readonly topic: string; readonly partition: number },
  ): void {
    const { context, path } = this
    const { disk, random } = context.host
    const away = `${path}/${deletedFolderName(topic, partition, freshSuffix(random))}`
    try {
      disk.rename(folder, away)
    } catch (error) {
      if (error instanceof DiskError) context.fail(error)
      throw error
    }
    const deleted = this.#named.get(folder)
    this.#named.delete(folder)
    context.removeLater(deleted?.delayMs ?? 0, async () => {
      await deleted?.log.abandon()
      await disk.remove(away)
    })
  }
}
