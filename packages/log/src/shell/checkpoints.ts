/**
 * The checkpoint files of a directory, each replaced whole: how far logs are flushed, where they start when
 * that is not where their oldest file starts, their high watermarks, how far they are compacted.
 */
import type { LogDisk } from './log-disk.js'
import { decodeOffsetCheckpoint, encodeOffsetCheckpoint } from '../core/checkpoint-text.js'
import { DurableFile, readSmallText } from './durable-file.js'
import type { PartitionLog } from './partition-log.js'

/** Those that are written at their intervals and at a stop. */
export const regularCheckpoints = [
  'recovery-point-offset-checkpoint',
  'log-start-offset-checkpoint',
  'replication-offset-checkpoint',
] as const

/** The cleaner's is written when it has done something, and not at all where it never has. */
export const checkpointNames = [...regularCheckpoints, 'cleaner-offset-checkpoint'] as const

export type CheckpointName = (typeof checkpointNames)[number]

export class Checkpoints {
  readonly #files = new Map<CheckpointName, DurableFile>()
  readonly #read = new Map<CheckpointName, string>()
  /** What was asked for last, on its way to the device or there. */
  readonly #asked = new Map<CheckpointName, { readonly text: string; readonly done: Promise<void> }>()

  /** Logs that are gone while a file tells of them: the count of `#losses` then, by key. */
  readonly #gone = new Map<CheckpointName, Map<string, number>>()
  #losses = 0

  /** @param logs what the files tell of: the logs of the directory, and those that are to become its own. */
  constructor(
    private readonly disk: LogDisk,
    private readonly path: string,
    private readonly logs: () => Iterable<PartitionLog>,
  ) {}

  /**
   * Offsets by `partitionKey`; none, with the problem told, when the file is damaged: recovery then does
   * more.
   */
  read(name: CheckpointName, tell: (problem: string) => void): ReadonlyMap<string, number> {
    const text = readSmallText(this.disk, `${this.path}/${name}`) ?? ''
    this.#read.set(name, text)
    const decoded = decodeOffsetCheckpoint(text)
    if ('offsets' in decoded) return decoded.offsets
    tell(`${name}: ${decoded.problem}`)
    return new Map()
  }

  /** The log of that `partitionKey` is gone: what the files say of it is none of a new one of its name. */
  forget(key: string): void {
    this.#losses += 1
    for (const name of checkpointNames) {
      const gone = this.#gone.get(name) ?? new Map<string, number>()
      this.#gone.set(name, gone.set(key, this.#losses))
    }
  }

  /** Files that may still tell of a log of that name which is gone. */
  stale(key: string): readonly CheckpointName[] {
    return checkpointNames.filter((name) => this.#gone.get(name)?.has(key) === true)
  }

  /** Resolves once it is on the device; writes nothing when nothing changed. Rejects with DiskError. */
  async write(name: CheckpointName): Promise<void> {
    const losses = this.#losses
    await this.#write(name)
    const gone = this.#gone.get(name) ?? []
    for (const [key, loss] of gone) if (loss <= losses) this.#gone.get(name)?.delete(key)
  }

  async #write(name: CheckpointName): Promise<void> {
    const entries: { topic: string; partition: number; offset: number }[] = []
    for (const log of this.logs()) {
      const offset = offsetFor(name, log)
      if (offset >= 0) entries.push({ topic: log.topic, partition: log.partition, offset })
    }
    const text = encodeOffsetCheckpoint(entries)
    const asked = this.#asked.get(name)
    if (asked?.text === text) return asked.done
    const wasEmpty = (asked?.text ?? this.#read.get(name) ?? '') === ''
    if (name === 'cleaner-offset-checkpoint' && entries.length === 0 && wasEmpty) return
    const done = this.#fileOf(name).write(text)
    this.#asked.set(name, { text, done })
    try {
      await done
    } catch (error) {
      if (this.#asked.get(name)?.done === done) this.#asked.delete(name)
      throw error
    }
  }

  /** The same of all of them, one after the other. */
  async writeAll(): Promise<void> {
    for (const name of checkpointNames) await this.write(name)
  }

  #fileOf(name: CheckpointName): DurableFile {
    const known = this.#files.get(name)
    if (known !== undefined) return known
    const file = new DurableFile(this.disk, this.path, name)
    this.#files.set(name, file)
    return file
  }
}

/** -1: not in that file. */
function offsetFor(name: CheckpointName, log: PartitionLog): number {
  if (name === 'cleaner-offset-checkpoint') return log.cleanedTo ?? -1
  if (name === 'recovery-point-offset-checkpoint') return log.recoveryPoint
  if (name === 'replication-offset-checkpoint') return log.highWatermark
  return log.logStartOffset > log.firstSegmentOffset ? log.logStartOffset : -1
}
