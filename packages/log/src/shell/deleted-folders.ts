/**
 * Folders of deleted logs: renamed to `*-delete`, which tells every start that they are on their way out, and removed
 * later. One that cannot be renamed for want of room or of descriptors keeps its name for a while; who needs the name
 * before that has it moved out of the way. Never touches the folder of a log that came after.
 */
import { DiskError } from '@samsa/host'
import { deletedFolderName } from '../core/file-names.js'
import { watched } from './create-log.js'
import { isFull } from './disk-room.js'
import { freshSuffix } from './fresh-suffix.js'
import type { LogContext } from './log-context.js'
import { isTooManyFiles } from './log-disk.js'
import type { PartitionLog } from './partition-log.js'

const RETRY_MS = 1000

export class DeletedFolders {
  /** Deleted logs whose folders have their own names still. */
  readonly #named = new Map<string, PartitionLog>()

  constructor(
    private readonly context: LogContext,
    private readonly path: string,
  ) {}

  /** The log is deleted: its folder is about to go. */
  add(log: PartitionLog): void {
    this.#named.set(log.folder, log)
  }

  /**
   * Renames the folder of an added log, unless it was in the way. Throws DiskError, after telling the directory; it is
   * tried again where it may succeed then.
   */
  rename(log: PartitionLog): void {
    if (this.#named.get(log.folder) !== log || this.context.failure !== undefined) return
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
    const log = this.#named.get(folder)
    this.#named.delete(folder)
    context.removeLater(log?.config.get('file.delete.delay.ms') ?? 0, async () => {
      await log?.abandon()
      await disk.remove(away)
    })
  }
}
