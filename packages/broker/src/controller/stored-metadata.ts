/**
 * Between the metadata image and the coordination store: reads the whole of it at the start, and turns changes into
 * the operations of one atomic write. Remembers the version of every entry it wrote or read, so that each
 * write is a compare-and-set: somebody else's change in between refuses it.
 */
import type { Uuid } from '@samsa/protocol/model/uuid'
import type { CoordinationStore, WriteOperation } from '../coordination/coordination-store.js'
import * as paths from '../coordination/paths.js'
import type { ConfiguredKind, MetadataChange } from '../metadata/core/apply-change.js'
import type { PartitionImage, TopicImage } from '../metadata/metadata-image.js'
import {
  decodeConfigs,
  decodePartitionState,
  decodeText,
  decodeTopic,
  encodeConfigs,
  encodePartitionState,
  encodeText,
  encodeTopic,
} from './entry-data.js'

const CONFIG_FOLDERS: Readonly<Record<ConfiguredKind, string>> = {
  broker: paths.BROKER_CONFIGS,
  group: paths.GROUP_CONFIGS,
  'client-metrics': paths.CLIENT_METRICS_CONFIGS,
}

/** Another writer changed an entry since it was read: what this controller knows is out of date. */
export class StaleMetadata extends Error {
  override readonly name = 'StaleMetadata'
}

export class StoredMetadata {
  /** Versions of the entries that exist, of those this class writes. */
  readonly #versions = new Map<string, number>()

  constructor(private readonly store: CoordinationStore) {}

  /** Everything stored, as the changes that make it from nothing. */
  async load(): Promise<readonly MetadataChange[]> {
    const topics = await this.store.children(paths.TOPICS)
    const loaded = await Promise.all(topics.map((name) => this.#loadTopic(name)))
    const changes: MetadataChange[] = loaded.map((topic) => ({ kind: 'topic-created', topic }))
    for (const of of Object.keys(CONFIG_FOLDERS) as ConfiguredKind[]) {
      const folder = CONFIG_FOLDERS[of]
      for (const child of await this.store.children(folder)) {
        const configs = await this.#loadConfigs(`${folder}/${child}`)
        changes.push({ kind: 'resource-configs', of, name: paths.resourceNameOf(child), configs })
      }
    }
    return changes
  }

  /** Deletions that may not have reached the disk: topic ids with the names they had. */
  async removedTopics(): Promise<ReadonlyMap<Uuid, string>> {
    const ids = await this.store.children(paths.REMOVED_TOPICS)
    const removed = new Map<Uuid, string>()
    for (const id of ids) {
      const entry = await this.store.read(`${paths.REMOVED_TOPICS}/${id}`)
      if (entry !== undefined) removed.set(id as Uuid, decodeText(entry.data))
    }
    return removed
  }

  /** One atomic write of all changes. Throws StaleMetadata when another writer was there. */
  async write(before: ReadonlyMap<string, TopicImage>, changes: readonly MetadataChange[]): Promise<void> {
    const operations = changes.flatMap((change) => this.#operations(before, change))
    if (operations.length === 0) return
    const outcome = await this.store.write(operations)
    if (!outcome.ok) {
      const path = operations[outcome.operation]?.path
      throw new StaleMetadata(`The coordination store refused ${path}: ${outcome.reason}`)
    }
    for (const [index, operation] of operations.entries()) {
      const version = outcome.versions[index] ?? -1
      if (version < 0) this.#versions.delete(operation.path)
      else this.#versions.set(operation.path, version)
    }
  }

  /** Forgets deletions whose folders are gone for good. */
  async forgetRemoved(ids: Iterable<Uuid>): Promise<void> {
    for (const id of ids) await this.store.write([{ kind: 'remove', path: `${paths.REMOVED_TOPICS}/${id}` }])
  }

  async #loadTopic(name: string): Promise<TopicImage> {
    const path = paths.topicPath(name)
    const entry = await this.#read(path)
    const { topicId, replicas } = decodeTopic(path, entry)
    const configs = await this.#loadConfigs(paths.topicConfigPath(name))
    const partitions = await Promise.all(
      replicas.map((each, index) => this.#loadPartition(name, index, each)),
    )
    return { name, topicId, configs, partitions }
  }

  async #loadPartition(topic: string, index: number, replicas: readonly number[]): Promise<PartitionImage> {
    const path = paths.partitionStatePath(topic, index)
    const entry = await this.store.read(path)
    if (entry === undefined) {
      // Never led anew since it was made: state entries come with the first change of leadership.
      return { index, leader: replicas[0] ?? -1, leaderEpoch: 0, replicas, isr: replicas, partitionEpoch: 0 }
    }
    this.#versions.set(path, entry.version)
    return { index, replicas, ...decodePartitionState(path, entry.data), partitionEpoch: entry.version + 1 }
  }

  async #loadConfigs(path: string): Promise<Readonly<Record<string, string>>> {
    const entry = await this.store.read(path)
    if (entry === undefined) return {}
    this.#versions.set(path, entry.version)
    return decodeConfigs(path, entry.data)
  }

  async #read(path: string): Promise<Uint8Array> {
    const entry = await this.store.read(path)
    if (entry === undefined) throw new StaleMetadata(`${path} vanished from the coordination store`)
    this.#versions.set(path, entry.version)
    return entry.data
  }

  #operations(before: ReadonlyMap<string, TopicImage>, change: MetadataChange): readonly WriteOperation[] {
    switch (change.kind) {
      case 'topic-created':
        return this.#createTopic(change.topic)
      case 'topic-deleted':
        return this.#removeTopic(before.get(change.name), change.name, change.topicId)
      case 'partitions-added': {
        const topic = before.get(change.name) as TopicImage
        const partitions = [...topic.partitions, ...change.partitions]
        return [this.#put(paths.topicPath(change.name), encodeTopic({ ...topic, partitions }))]
      }
      case 'partitions-changed':
        return change.partitions.map((each) => this.#putState(change.name, each))
      case 'topic-configs':
        return [this.#put(paths.topicConfigPath(change.name), encodeConfigs(change.configs))]
      case 'resource-configs':
        return this.#resourceConfigs(change)
      case 'broker-registered':
        return []
    }
  }

  #createTopic(topic: TopicImage): readonly WriteOperation[] {
    const { name } = topic
    return [
      { kind: 'create', path: paths.topicPath(name), data: encodeTopic(topic) },
      { kind: 'create', path: paths.topicConfigPath(name), data: encodeConfigs(topic.configs) },
    ]
  }

  #removeTopic(topic: TopicImage | undefined, name: string, topicId: Uuid): readonly WriteOperation[] {
    const states = (topic?.partitions ?? [])
      .map(({ index }) => index)
      .filter((index) => this.#versions.has(paths.partitionStatePath(name, index)))
    const operations = states.flatMap((index): WriteOperation[] => [
      this.#remove(paths.partitionStatePath(name, index)),
      this.#remove(paths.partitionPath(name, index)),
    ])
    if (states.length > 0) operations.push(this.#remove(paths.partitionsPath(name)))
    operations.push(this.#remove(paths.topicPath(name)))
    if (this.#versions.has(paths.topicConfigPath(name)))
      operations.push(this.#remove(paths.topicConfigPath(name)))
    const note = `${paths.REMOVED_TOPICS}/${topicId}`
    return [...operations, { kind: 'create', path: note, data: encodeText(name) }]
  }

  #resourceConfigs(change: Extract<MetadataChange, { kind: 'resource-configs' }>): readonly WriteOperation[] {
    const path = paths.resourceConfigPath(CONFIG_FOLDERS[change.of], change.name)
    if (Object.keys(change.configs).length > 0) return [this.#put(path, encodeConfigs(change.configs))]
    return this.#versions.has(path) ? [this.#remove(path)] : []
  }

  #putState(topic: string, partition: PartitionImage): WriteOperation {
    return this.#put(paths.partitionStatePath(topic, partition.index), encodePartitionState(partition))
  }

  #put(path: string, data: Uint8Array): WriteOperation {
    const version = this.#versions.get(path)
    return version === undefined ? { kind: 'create', path, data } : { kind: 'set', path, data, version }
  }

  #remove(path: string): WriteOperation {
    const version = this.#versions.get(path)
    // Forgotten at once, so that the same write may create the path anew.
    this.#versions.delete(path)
    return version === undefined ? { kind: 'remove', path } : { kind: 'remove', path, version }
  }
}
