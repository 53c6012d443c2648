/**
 * The partitions this broker leads, by topic name and by topic id, with their logs. Follows the cluster's
 * metadata: `applyImage` opens, creates, reconfigures and deletes logs so that they match.
 *
 * Refuses: decisions about who leads what (controller), and what bytes mean (log, record).
 */
import type { BrokerConfig, TopicConfig } from '@samsa/config'
import { DiskError, type Host } from '@samsa/host'
import type { LogDirectory, PartitionLog } from '@samsa/log'
import type { KafkaErrorName } from '@samsa/protocol/kafka-errors'
import type { Uuid } from '@samsa/protocol/model/uuid'
import type { ImageFollower } from '../controller/controller.js'
import type { MetadataImage, PartitionImage, TopicImage } from '../metadata/metadata-image.js'
import type { Metrics } from '../metrics/metrics.js'
import type { Turn } from '../transport/turn.js'
import type { LogDirectories } from './log-directories.js'
import { Partition } from './partition.js'
import { ReplicaMoves } from './replica-moves.js'

/** What partitions are made of. */
export interface PartitionsParts {
  readonly nodeId: number
  readonly turn: Turn
  readonly metrics: Metrics
  readonly host: Host
  readonly directories: LogDirectories
  /** In force now. */
  config(): BrokerConfig
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
  /** Moves between the data directories. */
  readonly moves: ReplicaMoves
  /** Partitions that lie in a directory which could not be opened, by topic id. */
  readonly #lost = new Map<Uuid, Set<number>>()
  #opened = 0
  /** Logs that get the topic ids which their folders lack. */
  readonly #named: Promise<void>[] = []

  constructor(private readonly parts: PartitionsParts) {
    const { host, turn, directories } = parts
    this.moves = new ReplicaMoves({ host, turn, directories, config: () => parts.config() })
    for (const directory of directories.opened) {
      directory.onFailure(() => this.#directoryFailed(directory))
    }
  }

  get directories(): LogDirectories {
    return this.parts.directories
  }

  /** Why a partition that this broker leads cannot be had: its data directory failed; undefined when it can. */
  offline(topic: string, index: number): KafkaErrorName | undefined {
    const hosted = this.#byName.get(topic)
    if (hosted === undefined) return undefined
    if (this.#lost.get(hosted.topicId)?.has(index)) return 'KAFKA_STORAGE_ERROR'
    return hosted.partitions[index]?.offline
  }

  /** Partitions that lie in a directory which could not be opened. */
  get lostCount(): number {
    let count = 0
    for (const indexes of this.#lost.values()) count += indexes.size
    return count
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

  /**
   * After an unclean stop, where all that is shown has to be on the device: what was found is brought there before
   * anybody asks for it, so that the high watermark does not seem to go back.
   */
  async flushFound(): Promise<void> {
    if (this.parts.config().get('samsa.flush') !== 'group') return
    for (const partition of this.all()) {
      if (partition.offline !== undefined || !partition.log.flushDue) continue
      try {
        await partition.log.flush()
        partition.showAll()
      } catch (error) {
        if (!(error instanceof DiskError)) throw error
        if (partition.log.isLost) partition.goOffline('KAFKA_STORAGE_ERROR')
      }
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
      if (changed || brokerConfigsChanged) await this.#follow(topic, previous === undefined)
    }
    this.holdsReplies = false
    for (const partition of this.all()) if (partition.holdsReplies) this.holdsReplies = true
    await Promise.all([...gone, ...this.#named.splice(0)])
  }

  async #follow(topic: TopicImage, atStart: boolean): Promise<void> {
    const before = this.#byName.get(topic.name)
    const config = this.parts.topicConfig(topic.name)
    const partitions: (Partition | undefined)[] = []
    const hosted = { name: topic.name, topicId: topic.topicId, partitions }
    // Before they are opened: should one fail, those that were made go when the topic does.
    this.#byName.set(topic.name, hosted)
    this.#byId.set(topic.topicId, hosted)
    const failures: DiskError[] = []
    for (const image of topic.partitions) {
      if (image.leader !== this.parts.nodeId) {
        partitions.push(undefined)
        before?.partitions[image.index]?.goOffline('NOT_LEADER_OR_FOLLOWER')
        continue
      }
      const known = before?.partitions[image.index]
      if (known === undefined && ++this.#opened % OPENED_AT_ONCE === 0) await this.parts.turn.next()
      const partition = known ?? this.#tryOpen(topic, image.index, config, atStart, failures)
      if (partition === undefined) {
        partitions.push(undefined)
        continue
      }
      partition.configured(config)
      lead(partition, image)
      partitions.push(partition)
    }
    if (failures.length > 0) throw failures[0]
  }

  /** For want of descriptors or room it is made when the image is followed again; those that are there stay. */
  #tryOpen(
    topic: TopicImage,
    index: number,
    config: TopicConfig,
    atStart: boolean,
    failures: DiskError[],
  ): Partition | undefined {
    if (failures.length > 0) return undefined
    try {
      return this.#open(topic, index, config, atStart)
    } catch (error) {
      if (!(error instanceof DiskError)) throw error
      failures.push(error)
      return undefined
    }
  }

  /** undefined: it lies in a directory that could not be opened. */
  #open(topic: TopicImage, index: number, config: TopicConfig, atStart: boolean): Partition | undefined {
    const { directories } = this.parts
    const log = directories.find(topic.name, index)
    if (log !== undefined) {
      if (log.topicId !== topic.topicId) this.#named.push(log.assignTopicId(topic.topicId))
      return this.#hosted(log)
    }
    const lost = this.#lost.get(topic.topicId)
    if (lost?.has(index)) return undefined
    if (atStart && directories.lost.length > 0) {
      this.#lost.set(topic.topicId, (lost ?? new Set()).add(index))
      return undefined
    }
    return this.#hosted(
      directories.forNew(topic.name, index).create(topic.name, index, topic.topicId, config),
    )
  }

  #hosted(log: PartitionLog): Partition {
    const { turn, metrics } = this.parts
    const { topic, partition: index, topicId } = log
    const partition = new Partition(topic, index, topicId, log, turn, metrics.topic(topic))
    if (log.isLost) partition.goOffline('KAFKA_STORAGE_ERROR')
    return partition
  }

  #remove(hosted: HostedTopic): Promise<void>[] {
    this.#byName.delete(hosted.name)
    this.#byId.delete(hosted.topicId)
    this.#lost.delete(hosted.topicId)
    this.parts.metrics.forgetTopic(hosted.name)
    const gone: Promise<void>[] = []
    for (const partition of hosted.partitions) {
      if (partition === undefined) continue
      partition.goOffline('UNKNOWN_TOPIC_OR_PARTITION')
      this.moves.forget(partition)
      const directory = this.parts.directories.of(partition.log)
      if (directory !== undefined) gone.push(removed(directory, partition))
    }
    return gone
  }

  #directoryFailed(failed: LogDirectory): void {
    for (const partition of this.all()) {
      if (failed.get(partition.topic, partition.index) === partition.log)
        partition.goOffline('KAFKA_STORAGE_ERROR')
    }
  }
}

/** From a directory that failed a later start removes it. */
async function removed(directory: LogDirectory, partition: Partition): Promise<void> {
  try {
    await directory.delete(partition.topic, partition.index)
  } catch (error) {
    if (!(error instanceof DiskError) || directory.failure === undefined) throw error
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
