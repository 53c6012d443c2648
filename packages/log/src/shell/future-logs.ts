/**
 * The future logs of a directory (KIP-113): logs that are being copied here from another directory, in folders
 * `topic-partition.<32 digits>-future`. One that has caught up gets the partition's own name. Owns the folders
 * and their names; copying is the broker's.
 */
import { DiskError } from '@samsa/host'
import { invariant } from '@samsa/protocol/model/invariant'
import { partitionKey } from '../core/checkpoint-text.js'
import { futureFolderName, partitionFolderName } from '../core/file-names.js'
import { createLog, type NewLog } from './create-log.js'
import type { DeletedFolders } from './deleted-folders.js'
import { freshSuffix } from './fresh-suffix.js'
import { type LogContext, watched } from './log-context.js'
import type { PartitionLog } from './partition-log.js'

export class FutureLogs {
  readonly #logs = new Map<string, PartitionLog>()

  constructor(
    private readonly context: LogContext,
    private readonly deleted: DeletedFolders,
  ) {}

  get count(): number {
    return this.#logs.size
  }

  values(): IterableIterator<PartitionLog> {
    return this.#logs.values()
  }

  get(topic: string, partition: number): PartitionLog | undefined {
    return this.#logs.get(partitionKey(topic, partition))
  }

  /** One that a process before this one had begun. Of several of a partition the first one stays. */
  found(log: PartitionLog): void {
    const key = partitionKey(log.topic, log.partition)
    if (this.#logs.has(key)) watched(this.context, this.#discard(log))
    else this.#logs.set(key, log)
  }

  /** Empty. Throws DiskError, after telling the directory. */
  create(facts: NewLog): PartitionLog {
    const { topic, partition } = facts
    const key = partitionKey(topic, partition)
    invariant(!this.#logs.has(key), `there is no future log of ${key} yet`)
    const name = futureFolderName(topic, partition, freshSuffix(this.context.host.random))
    const log = createLog(this.context, this.deleted, name, facts)
    this.#logs.set(key, log)
    return log
  }

  /**
   * The move is given up: the folder is renamed at once and removed soon. Rejects with DiskError: for want of room or
   * of descriptors the rename is tried again.
   */
  async delete(topic: string, partition: number): Promise<void> {
    const key = partitionKey(topic, partition)
    const log = this.#logs.get(key)
    if (log === undefined) return
    this.#logs.delete(key)
    await this.#discard(log)
  }

  async #discard(log: PartitionLog): Promise<void> {
    this.deleted.add(log, 0)
    this.deleted.rename(log)
    await this.context.host.disk.syncDirectory(this.deleted.path)
  }

  /** The log under the partition's own name, no future one any more. Throws DiskError, after telling the directory. */
  promote(log: PartitionLog): PartitionLog {
    const { topic, partition } = log
    try {
      const promoted = log.renamed(`${this.deleted.path}/${partitionFolderName(topic, partition)}`)
      this.#logs.delete(partitionKey(topic, partition))
      return promoted
    } catch (error) {
      if (error instanceof DiskError) this.context.fail(error)
      throw error
    }
  }
}
