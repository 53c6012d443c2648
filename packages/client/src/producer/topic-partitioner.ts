/**
 * Which partition of a topic a record goes to: the one it names, else by its key, else sticky (KIP-794) or in
 * turn.
 */
import { partitionOfKey } from '../core/murmur2.js'
import { type PartitionLoad, StickyPartition } from '../core/sticky-partition.js'
import type { TopicView } from '../core/cluster-view.js'

interface PartitionerSettings {
  readonly batchBytes: number
  readonly ignoreKeys: boolean
  /** Weigh the choice by queues. */
  readonly adaptive: boolean
  readonly roundRobin: boolean
}

export class TopicPartitioner {
  readonly #sticky: StickyPartition
  #turn = 0

  constructor(
    private readonly settings: PartitionerSettings,
    private readonly queued: (topic: string, partition: number) => number,
    private readonly chance: () => number,
  ) {
    this.#sticky = new StickyPartition(settings.batchBytes)
  }

  choose(topic: TopicView, key: Uint8Array | null): number {
    const count = topic.partitions.length
    if (this.settings.roundRobin) return this.#turn++ % count
    if (key !== null && !this.settings.ignoreKeys) return partitionOfKey(key, count)
    return this.#sticky.current(() => this.#loads(topic), this.chance)
  }

  appended(bytes: number, batchComplete: boolean): void {
    this.#sticky.appended(bytes, batchComplete)
  }

  #loads(topic: TopicView): PartitionLoad[] {
    return topic.partitions.map(({ partition, leader }) => ({
      partition,
      available: leader >= 0,
      queued: this.settings.adaptive ? this.queued(topic.name, partition) : 0,
    }))
  }
}
