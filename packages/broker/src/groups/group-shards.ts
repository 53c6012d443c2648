/**
 * The shards of `__consumer_offsets` that this broker leads, one per partition. Follows the metadata: takes
 * partitions over, gives them up, drops the offsets of deleted topics, and lets offsets expire at their
 * interval.
 */
import type { BrokerConfig } from '@samsa/config'
import type { Host, Timer } from '@samsa/host'
import type { KafkaErrorName } from '@samsa/protocol/kafka-errors'
import { codecOfId } from '@samsa/record'
import { CoordinatorShard } from '../coordinator/coordinator-shard.js'
import { type LedPartition, PartitionCoordinatorLog } from '../coordinator/partition-coordinator-log.js'
import type { MetadataImage } from '../metadata/metadata-image.js'
import type { GroupSoft } from './core/apply-group-change.js'
import { groupMachine } from './core/group-machine.js'
import type { GroupRecord } from './core/group-records.js'
import type { GroupReply } from './core/group-replies.js'
import type { GroupSettings } from './core/group-settings.js'
import type { GroupState } from './core/group-state.js'
import { decideExpiry, decideTopicsDeleted } from './core/offsets/delete-offsets.js'

/** The internal topic that holds groups and committed offsets. */
export const groupTopic = '__consumer_offsets'

export type GroupShard = CoordinatorShard<GroupState, GroupRecord, GroupSoft, GroupReply>

/** A partition that this broker hosts, as far as its groups need it. */
export interface GroupPartition extends LedPartition {
  readonly offline: KafkaErrorName | undefined
}

/** Where the partitions are: the broker's, or a test's. */
export interface GroupPartitions {
  get(topic: string, index: number): GroupPartition | undefined
}

export interface GroupShardsParts {
  readonly host: Host
  readonly nodeId: number
  config(): BrokerConfig
  settings(): GroupSettings
  readonly partitions: GroupPartitions
}

interface Led {
  readonly shard: GroupShard
  readonly partition: GroupPartition
  /** Topics deleted while the shard was loading. */
  readonly deletedMeanwhile: Set<string>
  /** Set while it is loading, and requests may wait for that. */
  patience: Patience | undefined
}

interface Patience {
  readonly over: Promise<void>
  end(): void
}

/**
 * How long requests wait for a shard to load before they are told to come back: clients come back much
 * later.
 */
const loadPatienceMs = 1000

/** A shard that failed is built again from its log after this long, if this broker still leads it. */
const rebuildAfterMs = 1000

/** See the file. */
export class GroupShards {
  readonly #led = new Map<number, Led>()
  /** Partitions this broker should lead, by what the metadata says. */
  #mine = new Set<number>()
  #expiry: Timer | undefined
  readonly #rebuilds = new Set<Timer>()
  #closed = false

  constructor(private readonly parts: GroupShardsParts) {}

  /** The shard of a partition; undefined: another broker leads it, or nobody. */
  get(partition: number): GroupShard | undefined {
    return this.#led.get(partition)?.shard
  }

  /**
   * Resolves when the shard is loaded, or patience with it is over; undefined: there is nothing to wait
   * for.
   */
  loading(partition: number): Promise<void> | undefined {
    return this.#led.get(partition)?.patience?.over
  }

  /** The same for all shards. */
  async allLoading(): Promise<void> {
    for (const { patience } of [...this.#led.values()]) await patience?.over
  }

  /** Every shard there is. */
  *all(): IterableIterator<GroupShard> {
    for (const { shard } of this.#led.values()) yield shard
  }

  /** Call after the partitions followed the same image. */
  applyImage(previous: MetadataImage | undefined, next: MetadataImage): void {
    if (this.#closed) return
    const topic = next.topics.get(groupTopic)
    if (topic !== previous?.topics.get(groupTopic)) {
      const led = topic?.partitions.filter(({ leader }) => leader === this.parts.nodeId) ?? []
      this.#mine = new Set(led.map(({ index }) => index))
      for (const index of [...this.#led.keys()]) if (!this.#mine.has(index)) this.#giveUp(index)
      for (const index of this.#mine) this.#takeOver(index)
    }
    if (previous !== undefined) this.#dropDeleted(previous, next)
  }

  /** Ends everything. Idempotent. */
  close(): void {
    this.#closed = true
    this.#expiry?.cancel()
    for (const rebuild of this.#rebuilds) rebuild.cancel()
    this.#rebuilds.clear()
    for (const index of [...this.#led.keys()]) this.#giveUp(index)
  }

  #giveUp(index: number): void {
    const led = this.#led.get(index)
    this.#led.delete(index)
    led?.shard.close()
    led?.patience?.end()
  }

  #takeOver(index: number): void {
    const partition = this.parts.partitions.get(groupTopic, index)
    if (this.#led.get(index)?.partition === partition) return
    this.#giveUp(index)
    if (partition === undefined || partition.offline !== undefined) return
    const shard = this.#newShard(index, partition)
    const led: Led = { shard, partition, deletedMeanwhile: new Set(), patience: undefined }
    this.#led.set(index, led)
    this.#expireLater()
    const loading = this.#load(index, shard)
    if (loading === undefined) return
    led.patience = this.#patienceWith(led)
    loading
      .then(
        () => this.#loaded(led),
        (error: unknown) => this.#loadFailed(index, error),
      )
      .finally(() => led.patience?.end())
  }

  /** A hot log is read at once, so that its errors come at once too. */
  #load(index: number, shard: GroupShard): void | Promise<void> {
    try {
      return shard.load()
    } catch (error) {
      this.#loadFailed(index, error)
    }
  }

  #patienceWith(led: Led): Patience {
    let resolve = (): void => undefined
    const over = new Promise<void>((done) => {
      resolve = done
    })
    const end = (): void => {
      led.patience = undefined
      timer.cancel()
      resolve()
    }
    const timer = this.parts.host.timers.after(loadPatienceMs, end)
    return { over, end }
  }

  #newShard(index: number, partition: GroupPartition): GroupShard {
    const { host, config, settings } = this.parts
    return new CoordinatorShard({
      name: `${groupTopic}-${index}`,
      machine: groupMachine(settings),
      log: new PartitionCoordinatorLog(partition, {
        loadBufferBytes: config().get('offsets.load.buffer.size'),
        codec: codecOfId(config().get('offsets.topic.compression.codec')),
      }),
      clock: host.clock,
      timers: host.timers,
      sink: host.log,
      commitTimeoutMs: () => config().get('offsets.commit.timeout.ms'),
      failed: (error) => this.#failed(index, error),
    })
  }

  #loaded(led: Led): void {
    if (led.deletedMeanwhile.size > 0) dropTopics(led.shard, led.deletedMeanwhile)
  }

  #loadFailed(index: number, error: unknown): void {
    this.parts.host.log.write('error', 'The groups of a partition cannot be loaded', {
      partition: `${groupTopic}-${index}`,
      problem: error instanceof Error ? error.message : String(error),
    })
    this.#giveUp(index)
  }

  #failed(index: number, error: KafkaErrorName): void {
    this.parts.host.log.write('warn', 'The groups of a partition are built again from the log', {
      partition: `${groupTopic}-${index}`,
      error,
    })
    this.#led.delete(index)
    if (this.#closed) return
    const rebuild = this.parts.host.timers.after(rebuildAfterMs, () => {
      this.#rebuilds.delete(rebuild)
      if (!this.#closed && this.#mine.has(index) && !this.#led.has(index)) this.#takeOver(index)
    })
    this.#rebuilds.add(rebuild)
  }

  #dropDeleted(previous: MetadataImage, next: MetadataImage): void {
    if (previous.topics === next.topics) return
    const deleted = new Set<string>()
    for (const [name, topic] of previous.topics) {
      if (next.topics.get(name)?.topicId !== topic.topicId) deleted.add(name)
    }
    if (deleted.size === 0) return
    for (const { shard, deletedMeanwhile } of this.#led.values()) {
      if (shard.refusal === undefined) dropTopics(shard, deleted)
      else for (const name of deleted) deletedMeanwhile.add(name)
    }
  }

  #expireLater(): void {
    if (this.#expiry !== undefined) return
    const interval = this.parts.config().get('offsets.retention.check.interval.ms')
    this.#expiry = this.parts.host.timers.after(interval, () => {
      this.#expiry = undefined
      const { offsetsRetentionMs } = this.parts.settings()
      for (const shard of this.all()) {
        for (const key of [...shard.keys()]) {
          shard.tell(key, (state, now) => decideExpiry(state, offsetsRetentionMs, now))
        }
      }
      if (this.#led.size > 0) this.#expireLater()
    })
  }
}

function dropTopics(shard: GroupShard, topics: ReadonlySet<string>): void {
  for (const key of [...shard.keys()]) shard.tell(key, (state) => decideTopicsDeleted(state, topics))
}
