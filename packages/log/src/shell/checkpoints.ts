/**
 * The three checkpoint files of a directory, each replaced whole: how far logs are flushed, where they
 * start when that is not where their oldest file starts, and their high watermarks.
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

export type CheckpointName = (typeof checkpointNames)[number]

export class Checkpoints {
  readonly #files: Readonly<Record<CheckpointName, DurableFile>>
  readonly #written = new Map<CheckpointName, string>()

  constructor(
    private readonly disk: LogDisk,
    private readonly path: string,
  ) {
    this.#files = {
      'recovery-point-offset-checkpoint': new DurableFile(disk, path, 'recovery-point-offset-checkpoint'),
      'log-start-offset-checkpoint': new DurableFile(disk, path, 'log-start-offset-checkpoint'),
      'replication-offset-checkpoint': new DurableFile(disk, path, 'replication-offset-checkpoint'),
    }
  }

  /**
   * Offsets by `partitionKey`; none, with the problem told, when the file is damaged: recovery then does
   * more.
   */
  read(
    name: CheckpointName | 'cleaner-offset-checkpoint',
    tell: (problem: string) => void,
  ): ReadonlyMap<string, number> {
    const decoded = decodeOffsetCheckpoint(readSmallText(this.disk, `${this.path}/${name}`) ?? '')
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
    if (this.#written.get(name) === text) return
    await this.#files[name].write(text)
    this.#written.set(name, text)
  }
}

/** -1: not in that file. */
function offsetFor(name: CheckpointName, log: PartitionLog): number {
  if (name === 'recovery-point-offset-checkpoint') return log.recoveryPoint
  if (name === 'replication-offset-checkpoint') return log.highWatermark
  return log.logStartOffset > log.firstSegmentOffset ? log.logStartOffset : -1
}
