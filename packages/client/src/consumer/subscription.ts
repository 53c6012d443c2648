/**
 * What a consumer wants to read: topics by name, topics by pattern, or nothing.
 */
import type { ClusterView } from '../core/cluster-view.js'
import type { TopicPartition } from '../topic-partition.js'

/** Called within `poll` (and `close`), before the poll goes on; promises are awaited. */
export interface RebalanceListener {
  /** Before partitions are given up in good order: positions can still be committed. */
  readonly onRevoked?: (partitions: readonly TopicPartition[]) => void | Promise<void>
  readonly onAssigned?: (partitions: readonly TopicPartition[]) => void | Promise<void>
  /** The group gave them away already; `onRevoked` is called when absent. */
  readonly onLost?: (partitions: readonly TopicPartition[]) => void | Promise<void>
}

export class Subscription {
  readonly #names: readonly string[]
  readonly #pattern: RegExp | undefined

  constructor(
    wanted: readonly string[] | RegExp,
    readonly listener: RebalanceListener,
    private readonly excludeInternal: boolean,
  ) {
    this.#names = wanted instanceof RegExp ? [] : [...new Set(wanted)]
    // The whole name must match, as in Kafka.
    this.#pattern = wanted instanceof RegExp ? new RegExp(`^(?:${wanted.source})$`, wanted.flags) : undefined
  }

  get byPattern(): boolean {
    return this.#pattern !== undefined
  }

  /** The topics to name when joining. */
  topics(view: ClusterView): readonly string[] {
    const pattern = this.#pattern
    if (pattern === undefined) return this.#names
    const found: string[] = []
    for (const { name, internal } of view.topics.values()) {
      pattern.lastIndex = 0
      if (!(internal && this.excludeInternal) && pattern.test(name)) found.push(name)
    }
    return found.sort()
  }

  /** Which metadata to ask for. */
  get metadataTopics(): readonly string[] | 'all' {
    return this.#pattern === undefined ? this.#names : 'all'
  }
}
