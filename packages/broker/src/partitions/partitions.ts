/**
 * The partitions this broker leads, by topic name and by topic id, with their logs. Follows the cluster's
 * metadata: `applyImage` opens, creates, reconfigures and deletes logs so that they match.
 *
 * Refuses: decisions about who leads what (controller), and what bytes mean (log, record).
 */
import type { TopicConfig } from '@samsa/config'
import type { LogDirectory, PartitionLog } from '@samsa/log'
import type { Uuid } from '@samsa/protocol/model/uuid'
import type { ImageFollower } from '../controller/controller.js'
import type { MetadataImage, PartitionImage, TopicImage } from '../metadata/metadata-image.js'
import type { Metrics } from '../metrics/metrics.js'
import type { Turn } from '../transport/turn.js'
import { Partition } from './partition.js'

/** What partitions are made of. */
export interface PartitionsParts {
  readonly nodeId: number
  readonly turn: Turn
  readonly metrics: Metrics
  /** In the order of `log.dirs`. */
  readonly logDirectories: readonly LogDirectory[]
  /** Effective settings of a topic. */
  topicConfig(topic: string): TopicConfig
}

/** The partitions of one topic by index; a gap where another broker leads. */
export interface HostedTopic {
  readonly name: string
  readonly topicId: Uuid
  readonly partitions: readonly (Partition | undefined)[]
}

/** Logs opened or made before others are served again: making one takes up to a millisecond. */
const OPENED_AT_ONCE = 16

/** See the file. */
export class Partitions implements ImageFollower {
  /** True: some topic's acknowledgements wait for an fsync. */
  holdsReplies = false
  readonly #byName = new Map<string, HostedTopic>()
  readonly #byId = new Map<Uuid, HostedTopic>()
  readonly #directoryOf = new Map<PartitionLog, LogDirectory>()
  #opened = 0

  constructor(private readonly parts: PartitionsParts) {
    for (const directory of parts.logDirectories) {
      directory.onFailure(() => this.#directoryFailed(directory))
    }
  }

  get logDirectories(): readonly LogDirectory[] {
    return this.parts.logDirectories
  }

  topic(name: string): HostedTopic | undefined {
    return this.#byName.get(name)
  }

  topicById(topicId: Uuid): HostedTopic | undefined {
    return this.#byId.get(topicId)
  }

  get(topic: string, index: number): Partition | undefined {
    return this.#byName.get(topic)?.partitions[index]
  }

  getById(topicId: Uuid, index: number): Partition | undefined {
    return this.#byId.get(topicId)?.partitions[index]
  }

  *all(): Generator<Partition> {
    for (const topic of this.#byName.values()) {
      for (const partition of topic.partitions) if (partition !== undefined) yield partition
    }
  }

  /** Resolves once the logs match `next`; new partitions can be used before that. */
  async applyImage(previous: MetadataImage | undefined, next: MetadataImage): Promise<void> {
    const gone: Promise<void>[] = []
    for (const hosted of [...this.#byName.values()]) {
      if (next.topics.get(hosted.name)?.topicId !== hosted.topicId) gone.push(...this.#remove(hosted))
    }
    const brokerConfigsChanged = previous !== undefined && previous.brokerConfigs !== next.brokerConfigs
    for (const topic of next.topics.values()) {
      const changed = previous?.topics.get(topic.name) !== topic
      if (changed || brokerConfigsChanged) await this.#follow(topic)
    }
    this.holdsReplies = false
    for (const partition of this.all()) if (partition.holdsReplies) this.holdsReplies = true
    await Promise.all(gone)
  }

  async #follow(topic: TopicImage): Promise<void> {
    const before = this.#byName.get(topic.name)
    const config = this.parts.topicConfig(topic.name)
    const partitions: (Partition | undefined)[] = []
    const hosted = { name: topic.name, topicId: topic.topicId, partitions }
    // Before they are opened: should one fail, those that were made go when the topic does.
    this.#byName.set(topic.name, hosted)
    this.#byId.set(topic.topicId, hosted)
    for (const image of topic.partitions) {
      if (image.leader !== this.parts.nodeId) {
        partitions.push(undefined)
        before?.partitions[image.index]?.goOffline('NOT_LEADER_OR_FOLLOWER')
        continue
      }
      const known = before?.partitions[image.index]
      if (known === undefined && ++this.#opened % OPENED_AT_ONCE === 0) await this.parts.turn.next()
      const partition = known ?? this.#open(topic, image.index, config)
      partition.configured(config)
      lead(partition, image)
      partitions.push(partition)
    }
  }

  #open(topic: TopicImage, index: number, config: TopicConfig): Partition {
    for (const directory of this.parts.logDirectories) {
      const log = directory.get(topic.name, index)
      if (log === undefined) continue
      if (log.topicId !== topic.topicId) log.assignTopicId(topic.topicId)
      return this.#hosted(directory, log)
    }
    const directory = this.#emptiestDirectory()
    return this.#hosted(directory, directory.create(topic.name, index, topic.topicId, config))
  }

  #hosted(directory: LogDirectory, log: PartitionLog): Partition {
    this.#directoryOf.set(log, directory)
    const { turn, metrics } = this.parts
    const partition = new Partition(
      log.topic,
      log.partition,
      log.topicId,
      log,
      turn,
      metrics.topic(log.topic),
    )
    if (directory.failure !== undefined) partition.goOffline('KAFKA_STORAGE_ERROR')
    return partition
  }

  #emptiestDirectory(): LogDirectory {
    const counts = new Map<LogDirectory, number>()
    for (const directory of this.parts.logDirectories) {
      if (directory.failure === undefined) counts.set(directory, 0)
    }
    for (const directory of this.#directoryOf.values()) {
      const count = counts.get(directory)
      if (count !== undefined) counts.set(directory, count + 1)
    }
    const [first] = [...counts].sort((a, b) => a[1] - b[1])
    return first?.[0] ?? (this.parts.logDirectories[0] as LogDirectory)
  }

  #remove(hosted: HostedTopic): Promise<void>[] {
    this.#byName.delete(hosted.name)
    this.#byId.delete(hosted.topicId)
    this.parts.metrics.forgetTopic(hosted.name)
    const gone: Promise<void>[] = []
    for (const partition of hosted.partitions) {
      if (partition === undefined) continue
      partition.goOffline('UNKNOWN_TOPIC_OR_PARTITION')
      const directory = this.#directoryOf.get(partition.log)
      this.#directoryOf.delete(partition.log)
      if (directory !== undefined) gone.push(directory.delete(partition.topic, partition.index))
    }
    return gone
  }

  #directoryFailed(failed: LogDirectory): void {
    for (const partition of this.all()) {
      if (this.#directoryOf.get(partition.log) === failed) partition.goOffline('KAFKA_STORAGE_ERROR')
    }
  }
}

/** Takes over the leadership that the image gives. */
function lead(partition: Partition, image: PartitionImage): void {
  partition.replicas = image.replicas.length
  partition.leaderEpoch = image.leaderEpoch
  if (partition.offline !== undefined) return
  partition.log.assignEpoch(image.leaderEpoch)
  if (image.isr.length <= 1) partition.showAll()
}
