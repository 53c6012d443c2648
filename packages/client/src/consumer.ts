/**
 * The consumer.
 */
import type { ClientOptions } from './config/client-options.js'
import type { ConsumerSettings } from './config/consumer-settings.js'
import type { ConsumerRecord, OffsetAndMetadata, OffsetAndTimestamp } from './consumer/consumer-record.js'
import type { TopicPartition, TopicPartitionMap } from './topic-partition.js'

export type ConsumerOptions = ClientOptions<ConsumerSettings>

export interface RebalanceListener {
  /** Before partitions are given up in good order: positions can still be committed. */
  readonly onRevoked?: (partitions: readonly TopicPartition[]) => void | Promise<void>
  readonly onAssigned?: (partitions: readonly TopicPartition[]) => void | Promise<void>
  /** The group gave them away already; `onRevoked` is called when absent. */
  readonly onLost?: (partitions: readonly TopicPartition[]) => void | Promise<void>
}

export declare class Consumer implements AsyncDisposable, AsyncIterable<ConsumerRecord> {
  constructor(options: ConsumerOptions)
  subscribe(topics: readonly string[] | RegExp, listener?: RebalanceListener): void
  assign(partitions: readonly TopicPartition[]): void
  unsubscribe(): Promise<void>
  readonly subscription: readonly string[]
  readonly assignment: readonly TopicPartition[]
  readonly paused: readonly TopicPartition[]
  /** Joins, and resolves once the partitions and a position for each are there. */
  ready(options?: { readonly timeoutMs?: number }): Promise<void>
  /** Up to max.poll.records; empty when the time is up or `wakeup` was called. */
  poll(timeoutMs: number): Promise<readonly ConsumerRecord[]>
  /** Ends a `poll` that waits. */
  wakeup(): void
  commit(
    offsets?: TopicPartitionMap<OffsetAndMetadata>,
    options?: { readonly timeoutMs?: number },
  ): Promise<void>
  committed(
    partitions: readonly TopicPartition[],
    options?: { readonly timeoutMs?: number },
  ): Promise<TopicPartitionMap<OffsetAndMetadata>>
  position(partition: TopicPartition, options?: { readonly timeoutMs?: number }): Promise<number>
  seek(partition: TopicPartition, offset: number | OffsetAndMetadata): void
  seekToBeginning(partitions?: readonly TopicPartition[]): void
  seekToEnd(partitions?: readonly TopicPartition[]): void
  pause(partitions: readonly TopicPartition[]): void
  resume(partitions: readonly TopicPartition[]): void
  offsetsForTimes(
    timestamps: TopicPartitionMap<number>,
    options?: { readonly timeoutMs?: number },
  ): Promise<TopicPartitionMap<OffsetAndTimestamp | undefined>>
  beginningOffsets(
    partitions: readonly TopicPartition[],
    options?: { readonly timeoutMs?: number },
  ): Promise<TopicPartitionMap<number>>
  endOffsets(
    partitions: readonly TopicPartition[],
    options?: { readonly timeoutMs?: number },
  ): Promise<TopicPartitionMap<number>>
  partitionsFor(
    topic: string,
    options?: { readonly timeoutMs?: number },
  ): Promise<readonly { readonly partition: number; readonly leader: number }[]>
  listTopics(options?: { readonly timeoutMs?: number }): Promise<ReadonlyMap<string, readonly number[]>>
  groupMetadata(): {
    readonly groupId: string
    readonly generationId: number
    readonly memberId: string
    readonly groupInstanceId: string | undefined
  }
  close(options?: { readonly timeoutMs?: number; readonly leaveGroup?: boolean }): Promise<void>
  [Symbol.asyncIterator](): AsyncIterator<ConsumerRecord>
  [Symbol.asyncDispose](): Promise<void>
}
