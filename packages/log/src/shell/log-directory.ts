/**
 * One data directory (`log.dirs`): the lock, `meta.properties`, the partitions found in it, checkpoint files,
 * the clean-shutdown marker, and the periodic work on its logs. One of the three places that catch DiskError.
 */
import type { BrokerConfig } from '@samsa/config/broker-config'
import type { TopicConfig } from '@samsa/config/topic-config'
import type { DiskError, Host } from '@samsa/host'
import type { Uuid } from '@samsa/protocol/model/uuid'
import type { PartitionLog } from './partition-log.js'

export interface LogDirectoryOptions {
  readonly config: BrokerConfig
  readonly nodeId: number
  readonly clusterId: string
  topicConfig(topic: string): TopicConfig
}

/** Why a directory cannot be served, in words for the operator. */
export class LogDirectoryError extends Error {
  override readonly name = 'LogDirectoryError'
  constructor(
    readonly kind: 'locked' | 'cluster-id' | 'node-id' | 'meta-properties' | 'disk' | 'corrupt',
    readonly path: string,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(`${path}: ${message}`, options)
  }
}

/** The directory went offline: nothing more is written to it or acknowledged from it. */
export interface LogDirectoryFailure {
  readonly path: string
  readonly error: DiskError
}

export declare class LogDirectory {
  /** Locks, reads, recovers after an unclean stop. Throws LogDirectoryError. */
  static open(host: Host, path: string, options: LogDirectoryOptions): Promise<LogDirectory>
  readonly directoryId: Uuid
  readonly path: string
  /** Set once a write or fsync failed; every log then answers KAFKA_STORAGE_ERROR. */
  readonly failure: LogDirectoryFailure | undefined
  /** The last stop was clean, so nothing had to be recovered. */
  readonly cleanShutdown: boolean
  logs(): IterableIterator<PartitionLog>
  get(topic: string, partition: number): PartitionLog | undefined
  /** Usable at once. Throws DiskError. */
  create(topic: string, partition: number, topicId: Uuid, config: TopicConfig): PartitionLog
  /** The folder is renamed to `*-delete` at once and removed after file.delete.delay.ms. */
  delete(topic: string, partition: number): Promise<void>
  /** Called once, with the first failure (at once when it happened already). */
  onFailure(listener: (failure: LogDirectoryFailure) => void): void
  /** Starts retention, flushing and checkpointing at their intervals; ended by `close`. */
  startMaintenance(): void
  /** Writes the recovery-point, log-start-offset and replication-offset (high watermark) files. */
  checkpoint(): void
  /** Flush, checkpoints, clean-shutdown marker, unlock. */
  close(): Promise<void>
}
