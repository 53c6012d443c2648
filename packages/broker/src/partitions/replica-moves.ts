/**
 * The moves of partitions between data directories (AlterReplicaLogDirs, KIP-113): begun, redirected, given up, taken
 * up again after a start, and what becomes of the folders at their end. A few copy at a time, the others wait; together
 * no faster than replica.alter.log.dirs.io.max.bytes.per.second says.
 */
import type { BrokerConfig } from '@samsa/config'
import { DiskError, type Host } from '@samsa/host'
import type { LogDirectory, PartitionLog } from '@samsa/log'
import type { KafkaErrorName } from '@samsa/protocol/kafka-errors'
import type { Turn } from '../transport/turn.js'
import type { LogDirectories } from './log-directories.js'
import type { Partition } from './partition.js'
import { type MoveOutcome, ReplicaMove } from './replica-move.js'

/** num.replica.alter.log.dirs.threads is by default the number of directories; copies here share one event loop. */
const AT_ONCE = 2
/** Of a folder's name. */
const MOST_NAME_BYTES = 255
const FUTURE_SUFFIX_BYTES = '.0123456789abcdef0123456789abcdef-future'.length

interface Move {
  readonly partition: Partition
  readonly to: LogDirectory
  readonly copy: ReplicaMove
}

export interface ReplicaMovesParts {
  readonly host: Host
  readonly turn: Turn
  readonly directories: LogDirectories
  /** In force now. */
  config(): BrokerConfig
}

export class ReplicaMoves {
  readonly #moves = new Map<Partition, Move>()
  #running = 0
  readonly #waiting: (() => void)[] = []

  constructor(private readonly parts: ReplicaMovesParts) {}

  /**
   * Begins the move of a partition, redirects it, or gives it up where `path` is where it is. `partition` undefined:
   * remembers where it shall be made. The error to answer with.
   */
  alter(topic: string, index: number, path: string, partition: Partition | undefined): KafkaErrorName | '' {
    const { directories } = this.parts
    if (topic.length + String(index).length + 1 + FUTURE_SUFFIX_BYTES > MOST_NAME_BYTES)
      return 'INVALID_TOPIC_EXCEPTION'
    const to = directories.at(path)
    if (to === undefined) return 'LOG_DIR_NOT_FOUND'
    if (to === 'offline' || partition?.offline === 'KAFKA_STORAGE_ERROR') return 'KAFKA_STORAGE_ERROR'
    if (partition === undefined) {
      directories.prefer(topic, index, path)
      return 'REPLICA_NOT_AVAILABLE'
    }
    const before = this.#moves.get(partition)
    if (before?.to === to) return ''
    if (before !== undefined) this.#giveUp(before)
    if (directories.of(partition.log) === to) return ''
    // A directory that is away may hold a copy under way already: there must not be two.
    return directories.isWhole ? this.#begin(partition, to) : 'KAFKA_STORAGE_ERROR'
  }

  #begin(partition: Partition, to: LogDirectory): KafkaErrorName | '' {
    const { topic, index, topicId, log } = partition
    // What a move that failed has left.
    for (const directory of this.parts.directories.opened) this.#discard(directory, partition)
    try {
      this.#start(partition, to, to.futures.create({ topic, partition: index, topicId, config: log.config }))
      return ''
    } catch (error) {
      if (error instanceof DiskError) return 'KAFKA_STORAGE_ERROR'
      throw error
    }
  }

  /** Takes up what was under way when the broker stopped. Rejects with DiskError. */
  async resume(partitionAt: (topic: string, index: number) => Partition | undefined): Promise<void> {
    for (const directory of this.parts.directories.opened) {
      for (const future of [...directory.futures.values()]) {
        const { topic, partition: index } = future
        const partition = partitionAt(topic, index)
        if (partition === undefined || partition.topicId !== future.topicId) {
          // Of a topic that was deleted meanwhile; of one whose directory is away, it waits.
          if (this.parts.directories.isWhole) await directory.futures.delete(topic, index)
          continue
        }
        const { log } = partition
        // Tombstones that it lacks may be gone from the log, since passes went on without it: it begins anew.
        if (log.compacts || log.cleanedTo !== undefined)
          await future.truncateFullyAndStartAt(log.logStartOffset)
        // Before anything new is appended: what both have at an offset is the same now.
        else if (future.logEndOffset > log.logEndOffset) await future.truncateTo(log.logEndOffset)
        this.#start(partition, directory, future)
      }
    }
  }

  /** The partition is being deleted. */
  forget(partition: Partition): void {
    const move = this.#moves.get(partition)
    if (move !== undefined) this.#giveUp(move)
  }

  /** Nothing is copied any more; what there is stays for the next start. */
  stop(): void {
    for (const { copy } of this.#moves.values()) copy.cancel()
    this.#moves.clear()
    for (const go of this.#waiting.splice(0)) go()
  }

  #giveUp({ partition, to, copy }: Move): void {
    copy.cancel()
    this.#moves.delete(partition)
    partition.log.compaction.paused = false
    this.#discard(to, partition)
  }

  /** A failure has taken that directory offline; it says so itself. */
  #discard(directory: LogDirectory, { topic, index }: Partition): void {
    directory.futures.delete(topic, index).catch((error: unknown) => {
      if (!(error instanceof DiskError)) throw error
    })
  }

  #start(partition: Partition, to: LogDirectory, future: PartitionLog): void {
    const { host, turn } = this.parts
    const copy = new ReplicaMove({
      host,
      turn,
      partition,
      future,
      mostBytesPerSecond: () => this.#mostBytesPerSecond(),
      swap: () => this.#swap(partition, to),
    })
    const move: Move = { partition, to, copy }
    this.#moves.set(partition, move)
    partition.log.compaction.paused = true
    host.log.write('info', 'a partition moves to another data directory', facts(partition, to))
    void this.#inTurn(() => copy.run()).then((outcome) => this.#ended(move, outcome))
  }

  /** A dynamic setting that has no place in a broker's file, so it is none of the settings' table. */
  #mostBytesPerSecond(): number {
    const text = this.parts.config().originals.get('replica.alter.log.dirs.io.max.bytes.per.second')
    const most = text === undefined ? Number.NaN : Number(text)
    return most > 0 ? most / Math.max(this.#running, 1) : Number.POSITIVE_INFINITY
  }

  async #inTurn(run: () => Promise<MoveOutcome>): Promise<MoveOutcome> {
    if (this.#running < AT_ONCE) this.#running += 1
    else await new Promise<void>((resolve) => this.#waiting.push(resolve))
    try {
      return await run()
    } finally {
      const next = this.#waiting.shift()
      if (next === undefined) this.#running -= 1
      else next()
    }
  }

  #ended(move: Move, outcome: MoveOutcome): void {
    if (this.#moves.get(move.partition) !== move) return
    if (outcome === 'broken') this.#giveUp(move)
    this.#moves.delete(move.partition)
    if (outcome === 'failed') move.partition.log.compaction.paused = false
    if (outcome === 'moved')
      this.parts.host.log.write('info', 'a partition has moved', facts(move.partition, move.to))
  }

  /** Within one turn; the names follow one another on the device, the new one first. */
  #swap(partition: Partition, to: LogDirectory): void {
    const { topic, index } = partition
    const from = this.parts.directories.of(partition.log)
    const moved = to.promote(topic, index, partition.log)
    if (moved === undefined) return
    partition.moveTo(moved)
    const old = from?.delete(topic, index, to.syncNames())
    // A failure has taken a directory offline: a start that finds both copies takes the one that went on.
    old?.catch((error: unknown) => {
      if (!(error instanceof DiskError)) throw error
    })
    from?.checkpoint()
    to.checkpoint()
  }
}

function facts(partition: Partition, to: LogDirectory) {
  return { topic: partition.topic, partition: partition.index, to: to.path }
}
