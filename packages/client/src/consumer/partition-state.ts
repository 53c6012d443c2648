/**
 * What a consumer knows of each partition it has: the position, whether it is paused, whether the position
 * must be looked up first. A change of position makes what was fetched for the old one worthless; `version`
 * tells.
 */
import { type TopicPartition, TopicPartitionMap } from '../topic-partition.js'

/** Where a position is to be looked up; a time in the past for `by_duration`. */
type LookUp = 'committed' | 'default' | 'earliest' | 'latest'

export class PartitionState {
  /** The next offset to hand out; undefined until it was looked up. */
  position: number | undefined
  /** Epoch of the record before the position, for commits (KIP-320). */
  leaderEpoch: number | undefined
  lookUp: LookUp = 'committed'
  paused = false
  /** Counts changes of position other than by reading on. */
  version = 0
  highWatermark: number | undefined
  lastStableOffset: number | undefined
  logStartOffset: number | undefined
  /** A follower that the leader told us to read from (KIP-392). */
  preferredReplica: number | undefined
  /** Last position that was committed. */
  committed: number | undefined

  constructor(
    readonly topic: string,
    readonly partition: number,
  ) {}

  seek(offset: number, leaderEpoch?: number): void {
    this.position = offset
    this.leaderEpoch = leaderEpoch
    this.version++
  }

  /** Forgets the position and asks for another. */
  reset(lookUp: LookUp): void {
    this.position = undefined
    this.leaderEpoch = undefined
    this.lookUp = lookUp
    this.preferredReplica = undefined
    this.version++
  }
}

/** The partitions a consumer has now. */
export class Assignment {
  readonly #states = new TopicPartitionMap<PartitionState>()

  get size(): number {
    return this.#states.size
  }

  list(): TopicPartition[] {
    return [...this.#states.keys()]
  }

  states(): Iterable<PartitionState> {
    return this.#states.values()
  }

  get({ topic, partition }: TopicPartition): PartitionState | undefined {
    return this.#states.get(topic, partition)
  }

  /** Keeps the state of partitions that stay. */
  replace(partitions: readonly TopicPartition[]): void {
    const keep = new TopicPartitionMap(partitions.map((at) => [at, true] as const))
    for (const at of this.list())
      if (!keep.has(at.topic, at.partition)) this.#states.delete(at.topic, at.partition)
    for (const { topic, partition } of partitions) {
      if (!this.#states.has(topic, partition)) {
        this.#states.set(topic, partition, new PartitionState(topic, partition))
      }
    }
  }

  remove(partitions: readonly TopicPartition[]): void {
    for (const { topic, partition } of partitions) this.#states.delete(topic, partition)
  }
}
