/**
 * Naming a partition, and maps keyed by one. Plain data; a map is nested by topic so that no key string is
 * ever built on the way to a value.
 */
export interface TopicPartition {
  readonly topic: string
  readonly partition: number
}

/** A map keyed by topic and partition, in insertion order by topic. */
export class TopicPartitionMap<V> {
  readonly #topics = new Map<string, Map<number, V>>()
  #size = 0

  constructor(entries: Iterable<readonly [TopicPartition, V]> = []) {
    for (const [at, value] of entries) this.set(at.topic, at.partition, value)
  }

  get size(): number {
    return this.#size
  }

  get(topic: string, partition: number): V | undefined {
    return this.#topics.get(topic)?.get(partition)
  }

  has(topic: string, partition: number): boolean {
    return this.#topics.get(topic)?.has(partition) ?? false
  }

  set(topic: string, partition: number, value: V): this {
    let partitions = this.#topics.get(topic)
    if (partitions === undefined) {
      partitions = new Map()
      this.#topics.set(topic, partitions)
    }
    if (!partitions.has(partition)) this.#size++
    partitions.set(partition, value)
    return this
  }

  delete(topic: string, partition: number): boolean {
    const partitions = this.#topics.get(topic)
    if (partitions === undefined || !partitions.delete(partition)) return false
    if (partitions.size === 0) this.#topics.delete(topic)
    this.#size--
    return true
  }

  clear(): void {
    this.#topics.clear()
    this.#size = 0
  }

  *keys(): Generator<TopicPartition> {
    for (const [topic, partitions] of this.#topics) {
      for (const partition of partitions.keys()) yield { topic, partition }
    }
  }

  *values(): Generator<V> {
    for (const partitions of this.#topics.values()) yield* partitions.values()
  }

  *entries(): Generator<[TopicPartition, V]> {
    for (const [topic, partitions] of this.#topics) {
      for (const [partition, value] of partitions) yield [{ topic, partition }, value]
    }
  }

  /** What the request schemas want: topics, each with its partitions. */
  byTopic(): ReadonlyMap<string, ReadonlyMap<number, V>> {
    return this.#topics
  }

  [Symbol.iterator](): Generator<[TopicPartition, V]> {
    return this.entries()
  }
}

/** By topic name (code units), then by partition number. */
export function compareTopicPartitions(a: TopicPartition, b: TopicPartition): number {
  if (a.topic !== b.topic) return a.topic < b.topic ? -1 : 1
  return a.partition - b.partition
}
