/**
 * The checkpoint files of a directory, each replaced whole: how far logs are flushed, where they start when
 * that is not where their oldest file starts, their high watermarks, how far they are compacted.
 */
import type { LogDisk } from './log-disk.js'
import { decodeOffsetCheckpoint, encodeOffsetCheckpoint } from '../core/checkpoint-text.js'
import { DurableFile, readSmallText } from './durable-file.js'
import type { PartitionLog } from './partition-log.js'

export const checkpointNames = [
  'recovery-point-offset-checkpoint',
  'log-start-offset-checkpoint',
  'replication-offset-checkpoint',
] as const

/** The cleaner's is written when it has done something, and not at all where it never has. */
export type CheckpointName = (typeof checkpointNames)[number] | 'cleaner-offset-checkpoint'

export class Checkpoints {
  readonly #files: Readonly<Record<CheckpointName, DurableFile>>
  readonly #read = new Map<CheckpointName, string>()
  /** What was asked for last, on its way to the device or there. */
  readonly #asked = new Map<CheckpointName, { readonly text: string; readonly done: Promise<void> }>()

  constructor(
    private readonly disk: LogDisk,
    private readonly path: string,
  ) {
    this.#files = {
      'recovery-point-offset-checkpoint': new DurableFile(disk, path, 'recovery-point-offset-checkpoint'),
      'log-start-offset-checkpoint': new DurableFile(disk, path, 'log-start-offset-checkpoint'),
      'replication-offset-checkpoint': new DurableFile(disk, path, 'replication-offset-checkpoint'),
      'cleaner-offset-checkpoint': new DurableFile(disk, path, 'cleaner-offset-checkpoint'),
    }
  }

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

  /** Resolves once it is on the device; writes nothing when nothing changed. Rejects with DiskError. */
  async write(name: CheckpointName, logs: Iterable<PartitionLog>): Promise<void> {
    const entries: { topic: string; partition: number; offset: number }[] = []
    for (const log of logs) {
      const offset = offsetFor(name, log)
      if (offset >= 0) entries.push({ topic: log.topic, partition: log.partition, offset })
    }
    const text = encodeOffsetCheckpoint(entries)
    const asked = this.#asked.get(name)
    if (asked?.text === text) return asked.done
    const wasEmpty = (asked?.text ?? this.#read.get(name) ?? '') === ''
    if (name === 'cleaner-offset-checkpoint' && entries.length === 0 && wasEmpty) return
    const done = this.#files[name].write(text)
    this.#asked.set(name, { text, done })
    try {
      await done
    } catch (error) {
      if (this.#asked.get(name)?.done === done) this.#asked.delete(name)
      throw error
    }
  }
}

/** -1: not in that file. */
function offsetFor(name: CheckpointName, log: PartitionLog): number {
  if (name === 'cleaner-offset-checkpoint') return log.cleanedTo ?? -1
  if (name === 'recovery-point-offset-checkpoint') return log.recoveryPoint
  if (name === 'replication-offset-checkpoint') return log.highWatermark
  return log.logStartOffset > log.firstSegmentOffset ? log.logStartOffset : -1
}
