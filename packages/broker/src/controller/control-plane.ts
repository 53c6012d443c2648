/**
 * The control plane of one broker, put together in three steps:
 * 1. `openControlPlane` reads the coordination store (it writes nothing, so it may come before the data
 *    directory's lock) and knows cluster id, topics and effective settings.
 * 2. The data plane opens its log directories with `topicConfig`.
 * 3. `start` imports or clears away what those directories hold, takes up leadership, registers the broker, and hands
 *    the image to the follower.
 */
import { type BrokerConfig, parseProperties, type TopicConfig } from '@samsa/config'
import { DiskError, type DiskErrorKind, type Host } from '@samsa/host'
import type { Uuid } from '@samsa/protocol/model/uuid'
import type { CoordinationStore, Session } from '../coordination/coordination-store.js'
import { EmbeddedStore } from '../coordination/embedded/embedded-store.js'
import { BROKER_IDS, CLUSTER_ID, PRODUCER_ID_BLOCK } from '../coordination/paths.js'
import {
  applyChanges,
  type Configs,
  type ConfiguredKind,
  emptyImage,
  type MetadataChange,
} from '../metadata/core/apply-change.js'
import type { BrokerEndpoint, BrokerImage } from '../metadata/metadata-image.js'
import type { MetadataView } from '../metadata/metadata-view.js'
import { CommittedMetadata } from './committed-metadata.js'
import type { Controller, ImageFollower } from './controller.js'
import { electAfterStart } from './core/elect-leaders.js'
import { internalTopic } from './core/internal-topics.js'
import { type FoundPartition, reconcileFolders } from './core/reconcile-folders.js'
import { decodeClusterId, encodeBroker, encodeClusterId, encodeProducerIdBlock } from './entry-data.js'
import { refuseNewStoreOverOld } from '../partitions/unformatted-directories.js'
import { freshUuid } from './fresh-ids.js'
import type { KafkaMetadata } from './core/kafka-metadata.js'
import { producerIdBeyondLogs, readKafkaMetadata } from './kafka-metadata-log.js'
import { StoreController } from './store-controller.js'
import { StoredMetadata } from './stored-metadata.js'

export interface ControlPlaneOptions {
  readonly host: Host
  /** Settings of file and flags, without dynamic ones. */
  readonly config: BrokerConfig
}

export interface StartOptions {
  readonly found: readonly FoundPartition[]
  /** Deletes a folder that no topic owns; resolves once it has lost its name. */
  readonly removeStray: (stray: FoundPartition) => Promise<void>
  /** All log directories serve: one that does not may hold folders of topics that are deleted meanwhile. */
  readonly isWhole: () => boolean
  readonly endpoints: readonly BrokerEndpoint[]
  readonly follower: ImageFollower
  /** Told the settings in force: once now, then whenever dynamic ones change, before the follower is told. */
  readonly onConfig: (config: BrokerConfig) => void
}

export interface ControlPlane {
  readonly clusterId: string
  readonly store: CoordinationStore
  readonly metadata: MetadataView
  readonly controller: Controller
  /** Resolves when the store's files failed: nothing of the cluster can be changed any more. */
  readonly storeFailed: Promise<void>
  /** Effective broker settings: static ones under dynamic ones. */
  readonly config: BrokerConfig
  /** Effective settings of a topic, also of one that has no overrides or is not known. */
  topicConfig(topic: string): TopicConfig
  /** Resolves once every partition this broker leads can be used. */
  start(options: StartOptions): Promise<void>
  /** Deregisters the broker and closes the store. */
  close(): Promise<void>
}

/**
 * Throws CoordinationStoreError, EntryDataError, DiskError, LogDirectoryError: a store that cannot be read, or is not
 * where it must have been, is not replaced by an empty one.
 */
export async function openControlPlane(options: ControlPlaneOptions): Promise<ControlPlane> {
  const { host, config } = options
  let told: (() => void) | undefined
  const storeFailed = new Promise<void>((resolve) => {
    told = resolve
  })
  const store = EmbeddedStore.open(host, config.logDirectories[0] as string, { onFailure: () => told?.() })
  const entry = await store.read(CLUSTER_ID)
  if (entry === undefined) refuseNewStoreOverOld(host.disk, config.logDirectories)
  const clusterId =
    entry === undefined
      ? (clusterIdOfDirectories(host, config) ?? freshUuid(host.random))
      : decodeClusterId(CLUSTER_ID, entry.data)
  const stored = new StoredMetadata(store)
  const { nodeId } = config
  const image = applyChanges(emptyImage(clusterId, nodeId), await stored.load())
  const metadata = new CommittedMetadata(host, stored, config, nodeId, image)
  return new EmbeddedControlPlane(host, config, store, stored, metadata, entry === undefined, storeFailed)
}

/** Not there, or a file: opening the directory tells what is wrong, and leaves it out where there are others. */
const HOLDS_NOTHING: readonly DiskErrorKind[] = ['missing', 'not-a-directory']

/** What Kafka or Samsa wrote into `meta.properties` of a log directory. */
function clusterIdOfDirectories(host: Host, config: BrokerConfig): string | undefined {
  for (const directory of config.logDirectories) {
    try {
      const file = host.disk.open(`${directory}/meta.properties`, 'read')
      const bytes = new Uint8Array(file.size())
      file.read(bytes, 0)
      void file.close()
      const id = parseProperties(new TextDecoder().decode(bytes)).get('cluster.id')
      if (id !== undefined) return id
    } catch (error) {
      if (!(error instanceof DiskError) || !HOLDS_NOTHING.includes(error.kind)) throw error
    }
  }
  return undefined
}

class EmbeddedControlPlane implements ControlPlane {
  readonly controller: Controller
  #session: Session | undefined
  #isWhole: () => boolean = () => false
  #tidying: Promise<void> = Promise.resolve()

  constructor(
    private readonly host: Host,
    private readonly fixed: BrokerConfig,
    readonly store: CoordinationStore,
    private readonly stored: StoredMetadata,
    private readonly committed: CommittedMetadata,
    /** Nothing was stored here before. */
    private readonly fresh: boolean,
    readonly storeFailed: Promise<void>,
  ) {
    this.controller = new StoreController({
      host,
      store,
      metadata: committed,
      nodeId: fixed.nodeId,
      onTopicsRemoved: (ids) => this.#forgetRemoved(ids),
    })
  }

  get clusterId(): string {
    return this.committed.view.image.clusterId
  }

  get metadata(): MetadataView {
    return this.committed.view
  }

  get config(): BrokerConfig {
    return this.committed.config
  }

  topicConfig(topic: string): TopicConfig {
    return this.committed.topicConfig(topic)
  }

  async start(options: StartOptions): Promise<void> {
    this.#isWhole = options.isWhole
    const { nodeId } = this.fixed
    const removed = await this.stored.removedTopics()
    const kafka = this.#readKafkaMetadata()
    const broker: BrokerImage = {
      id: nodeId,
      epoch: this.metadata.version + 1,
      rack: this.fixed.get('broker.rack'),
      endpoints: options.endpoints,
    }
    await this.#register(broker, kafka)
    const found = withKafkaEpochs(options.found, kafka)
    const reconciled = await this.committed.commit((image) => {
      const folders = reconcileFolders(image, found, {
        nodeId,
        removed,
        importedConfigs: (topic) => this.#importedConfigs(topic, kafka),
        freshTopicId: () => freshUuid(this.host.random),
      })
      const changes = [...importedSettings(kafka), ...folders.changes]
      const elected = electAfterStart(applyChanges(image, changes), found, nodeId)
      return {
        changes: [{ kind: 'broker-registered', broker }, ...changes, ...elected],
        result: folders,
      }
    })
    for (const name of reconciled.imported)
      this.host.log.write('info', 'Took over a topic from its folders', { topic: name })
    await Promise.all(reconciled.strays.map((stray) => options.removeStray(stray)))
    await this.committed.follow(options.follower, options.onConfig)
    this.#forgetRemoved([...removed.keys()])
  }

  async close(): Promise<void> {
    this.committed.stop()
    await this.#tidying
    await this.#session?.close().catch(() => undefined)
    await this.store.close()
  }

  /** The cluster's id is written with the broker's registration: the first thing a fresh directory holds. */
  async #register(broker: BrokerImage, kafka: KafkaMetadata | undefined): Promise<void> {
    this.#session = await this.store.openSession()
    const hasIds = (await this.store.read(PRODUCER_ID_BLOCK)) !== undefined
    const isOwn = hasIds || (kafka === undefined && !this.fresh)
    const { disk } = this.host
    const first = isOwn ? 0 : (kafka?.nextProducerId ?? producerIdBeyondLogs(disk, this.fixed.logDirectories))
    await this.store.write([
      ...(this.fresh
        ? [{ kind: 'create' as const, path: CLUSTER_ID, data: encodeClusterId(this.clusterId) }]
        : []),
      // Kafka's producers go on with their ids, which nobody else may get.
      ...(first > 0
        ? [
            {
              kind: 'create' as const,
              path: PRODUCER_ID_BLOCK,
              data: encodeProducerIdBlock(broker.id, 0, first - 1),
            },
          ]
        : []),
      {
        kind: 'create',
        path: `${BROKER_IDS}/${broker.id}`,
        data: encodeBroker(broker, this.host.clock.wall()),
        session: this.#session,
      },
    ])
  }

  /** Read for as long as nothing is known yet: a crash amid the first start must not lose what Kafka knew. */
  #readKafkaMetadata(): KafkaMetadata | undefined {
    const { topics, brokerConfigs } = this.metadata.image
    if (topics.size > 0 || brokerConfigs.size > 0) return undefined
    try {
      const kafka = readKafkaMetadata(this.host.disk, this.fixed.logDirectories)
      const unserved = Object.entries(kafka?.unserved ?? {}).filter(([, count]) => count > 0)
      if (unserved.length > 0)
        this.host.log.write('warn', "Kafka's metadata has what is not used yet", Object.fromEntries(unserved))
      return kafka
    } catch (error) {
      this.host.log.write('warn', "Kafka's metadata log cannot be read; topics begin without overrides", {
        problem: String(error),
      })
      return undefined
    }
  }

  #importedConfigs(topic: string, kafka: KafkaMetadata | undefined): Configs {
    const internal = internalTopic(topic, this.config, 1)?.configs as Configs | undefined
    return kafka?.topicConfigs.get(topic) ?? internal ?? {}
  }

  /** Once the directories are synced, no crash can bring the folders back, and their notes have served. */
  #forgetRemoved(ids: readonly Uuid[]): void {
    if (ids.length === 0) return
    this.#tidying = this.#tidying.then(async () => {
      if (!this.#isWhole()) return
      try {
        for (const directory of this.fixed.logDirectories) await this.host.disk.syncDirectory(directory)
        await this.stored.forgetRemoved(ids)
      } catch (error) {
        // The notes stay; the next start clears them away.
        this.host.log.write('warn', 'Notes of deleted topics are kept', { problem: String(error) })
      }
    })
  }
}

/** Settings of brokers, groups and client metrics; `min.insync.replicas` of the cluster is written by Kafka itself. */
function importedSettings(kafka: KafkaMetadata | undefined): readonly MetadataChange[] {
  if (kafka === undefined) return []
  const kinds = Object.keys(kafka.configs) as ConfiguredKind[]
  return kinds.flatMap((of) =>
    [...kafka.configs[of]]
      .filter(([, configs]) => Object.keys(configs).length > 0)
      .map(([name, configs]) => ({ kind: 'resource-configs' as const, of, name, configs })),
  )
}

/** A leader of whom no batch tells has still had his epoch: ours must be a later one. */
function withKafkaEpochs(
  found: readonly FoundPartition[],
  kafka: KafkaMetadata | undefined,
): readonly FoundPartition[] {
  if (kafka === undefined) return found
  return found.map((each) => {
    const topic = kafka.topics.get(each.topic)
    const epoch =
      topic?.topicId === each.topicId ? topic?.partitions.get(each.partition)?.leaderEpoch : undefined
    return { ...each, latestLeaderEpoch: Math.max(each.latestLeaderEpoch, epoch ?? -1) }
  })
}
