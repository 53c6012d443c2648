/**
 * The data directories of a broker (`log.dirs`, KIP-112): those that serve, those that could not be opened at the
 * start, where a new partition goes, and which of two copies of a partition counts after a crash amid a move.
 * Refuses: moving anything (replica-moves.ts).
 */
import type { Host } from '@samsa/host'
import type { LogDirectory, PartitionLog } from '@samsa/log'
import { zeroUuid } from '@samsa/protocol/model/uuid'

/** A directory that could not be opened: its partitions are offline, and not made anew elsewhere. */
export interface LostDirectory {
  readonly path: string
  readonly problem: string
}

/** Partitions whose directory was chosen before they exist; more are not remembered. */
const MOST_PREFERRED = 100_000

export class LogDirectories {
  readonly #preferred = new Map<string, string>()

  constructor(
    /** In the order of `log.dirs`. */
    readonly opened: readonly LogDirectory[],
    readonly lost: readonly LostDirectory[] = [],
  ) {}

  /** Every directory serves. */
  get isWhole(): boolean {
    return this.lost.length === 0 && this.opened.every((directory) => directory.failure === undefined)
  }

  /** The directory at `path`; 'offline' when it serves no more, undefined when it is none of `log.dirs`. */
  at(path: string): LogDirectory | 'offline' | undefined {
    const directory = this.opened.find((each) => each.path === path)
    if (directory !== undefined) return directory.failure === undefined ? directory : 'offline'
    return this.lost.some((each) => each.path === path) ? 'offline' : undefined
  }

  /** Where the log lies. */
  of(log: PartitionLog): LogDirectory | undefined {
    return this.opened.find((directory) => directory.get(log.topic, log.partition) === log)
  }

  /** The log of a partition, wherever it lies. */
  find(topic: string, partition: number): PartitionLog | undefined {
    for (const directory of this.opened) {
      const log = directory.get(topic, partition)
      if (log !== undefined) return log
    }
    return undefined
  }

  /** Where the partition shall be made once it is. */
  prefer(topic: string, partition: number, path: string): void {
    if (this.#preferred.size < MOST_PREFERRED) this.#preferred.set(`${topic}-${partition}`, path)
  }

  /** What was chosen beforehand, else the directory with the fewest partitions; one that has room, if any has. */
  forNew(topic: string, partition: number): LogDirectory {
    const key = `${topic}-${partition}`
    const preferred = this.at(this.#preferred.get(key) ?? '')
    this.#preferred.delete(key)
    if (preferred !== undefined && preferred !== 'offline') return preferred
    const online = this.opened.filter((directory) => directory.failure === undefined)
    const roomy = online.filter((directory) => !directory.isFull)
    const [emptiest] = [...(roomy.length > 0 ? roomy : online)].sort((a, b) => a.count - b.count)
    return emptiest ?? (this.opened[0] as LogDirectory)
  }

  /**
   * A crash amid the end of a move leaves the partition in two directories: then the one counts that went on. Future
   * logs whose partition is gone from everywhere take its place. Rejects with DiskError.
   */
  async settle(host: Host): Promise<void> {
    for (const directory of this.opened) {
      for (const log of [...directory.logs()]) {
        const loser = this.#loser(log)
        if (loser === undefined) continue
        const facts = { topic: log.topic, partition: log.partition, removed: loser.folder }
        host.log.write('warn', 'a partition was found in two data directories; the older copy goes', facts)
        await this.of(loser)?.delete(loser.topic, loser.partition)
      }
    }
    if (!this.isWhole) return
    for (const directory of this.opened) {
      for (const { topic, partition } of [...directory.futures.values()]) {
        if (this.find(topic, partition) !== undefined) continue
        host.log.write('warn', 'a partition was found only as a copy under way; it takes its place', {
          topic,
          partition,
        })
        directory.promote(topic, partition)
        await directory.syncNames()
      }
    }
  }

  /**
   * Both were equal when the move ended; since then only one was written to. Of one whose id went with the power no
   * record was ever acknowledged.
   */
  #loser(log: PartitionLog): PartitionLog | undefined {
    for (const directory of this.opened) {
      const other = directory.get(log.topic, log.partition)
      if (other === undefined || other === log) continue
      if (other.topicId !== log.topicId) {
        if (log.topicId === zeroUuid) return log
        if (other.topicId === zeroUuid) return other
        continue
      }
      const newer =
        other.latestEpoch - log.latestEpoch ||
        other.logEndOffset - log.logEndOffset ||
        other.logStartOffset - log.logStartOffset
      return newer > 0 ? log : other
    }
    return undefined
  }
}
