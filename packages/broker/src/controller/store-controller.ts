/**
 * The controller of a cluster whose only broker is this one: draws ids, lets pure decisions decide, commits.
 */
import { DiskError, type Host } from '@samsa/host'
import type { Uuid } from '@samsa/protocol/model/uuid'
import type { CoordinationStore, WriteOperation } from '../coordination/coordination-store.js'
import { PRODUCER_ID_BLOCK } from '../coordination/paths.js'
import type { MetadataChange } from '../metadata/core/apply-change.js'
import type { MetadataImage } from '../metadata/metadata-image.js'
import type { CommittedMetadata, Decided } from './committed-metadata.js'
import type {
  ConfigAlteration,
  Controller,
  CreateTopicResult,
  DeleteTopicResult,
  DeleteTopicTarget,
  EnsureTopicResult,
  MorePartitions,
  MorePartitionsResult,
  NewTopic,
  ProducerIdBlock,
  Refusal,
} from './controller.js'
import { decideAlterConfigs } from './core/decide-alter-configs.js'
import { decideCreatePartitions } from './core/decide-create-partitions.js'
import { decideCreateTopics } from './core/decide-create-topics.js'
import { decideDeleteTopics } from './core/decide-delete-topics.js'
import { internalTopic } from './core/internal-topics.js'
import { refuse } from './core/refusal.js'
import { decodeProducerIdBlock, encodeProducerIdBlock } from './entry-data.js'
import { freshUuid } from './fresh-ids.js'
import { StaleMetadata } from './stored-metadata.js'

/** Ids handed out at a time, as in Kafka: one durable write per thousand producers. */
const PRODUCER_IDS_PER_BLOCK = 1000

export interface StoreControllerParts {
  readonly host: Host
  readonly store: CoordinationStore
  readonly metadata: CommittedMetadata
  readonly nodeId: number
  /** Told of deletions that are followed: their folders have lost their names, but maybe not durably so. */
  readonly onTopicsRemoved: (ids: readonly Uuid[]) => void
}

export class StoreController implements Controller {
  constructor(private readonly parts: StoreControllerParts) {}

  async createTopics(
    topics: readonly NewTopic[],
    options: { validateOnly: boolean },
  ): Promise<readonly CreateTopicResult[]> {
    let results: readonly CreateTopicResult[] = []
    try {
      return await this.parts.metadata.commit((image) => {
        const decided = decideCreateTopics(
          image,
          this.parts.metadata.config,
          topics,
          this.#draws(topics.length),
        )
        results = decided.results
        return { changes: options.validateOnly ? [] : decided.changes, result: decided.results }
      })
    } catch (error) {
      if (!(error instanceof DiskError)) throw error
      return this.#undoCreation(results, error)
    }
  }

  async deleteTopics(targets: readonly DeleteTopicTarget[]): Promise<readonly DeleteTopicResult[]> {
    const results = await this.parts.metadata.commit((image): Decided<readonly DeleteTopicResult[]> => {
      const { changes, results: result } = decideDeleteTopics(image, targets)
      return { changes, result }
    })
    this.parts.onTopicsRemoved(
      results.filter((each) => each.refusal === undefined).map((each) => each.topicId),
    )
    return results
  }

  async createPartitions(
    topics: readonly MorePartitions[],
    options: { validateOnly: boolean },
  ): Promise<readonly MorePartitionsResult[]> {
    let results: readonly MorePartitionsResult[] = []
    try {
      return await this.parts.metadata.commit((image) => {
        const decided = decideCreatePartitions(image, topics)
        results = decided.results
        return { changes: options.validateOnly ? [] : decided.changes, result: decided.results }
      })
    } catch (error) {
      if (!(error instanceof DiskError)) throw error
      return this.#unmadePartitions(results, error)
    }
  }

  alterConfigs(
    alterations: readonly ConfigAlteration[],
    options: { validateOnly: boolean },
  ): Promise<readonly (Refusal | undefined)[]> {
    return this.parts.metadata.commit((image) => {
      const { nodeId, metadata } = this.parts
      const context = { image, config: metadata.config, nodeId }
      const changes: MetadataChange[] = []
      const result = alterations.map((alteration) => {
        const decided = decideAlterConfigs(context, alteration)
        if (decided.refusal !== undefined) return decided.refusal
        changes.push(decided.change)
        return undefined
      })
      return { changes: options.validateOnly ? [] : changes, result }
    })
  }

  async ensureTopic(name: string): Promise<EnsureTopicResult> {
    const existing = this.parts.metadata.view.topic(name)
    if (existing !== undefined) return { topic: existing }
    const { config, view } = this.parts.metadata
    const topic: NewTopic = internalTopic(name, config, view.image.brokers.size) ?? {
      name,
      numPartitions: -1,
      replicationFactor: -1,
      assignments: undefined,
      configs: {},
    }
    const [result] = await this.createTopics([topic], { validateOnly: false })
    if (result?.refusal === undefined) return { topic: (result as { topic: CreatedTopic }).topic }
    // Somebody else was faster: then it is there, which is what was asked for.
    const created = view.topic(name)
    if (result.refusal.error === 'TOPIC_ALREADY_EXISTS' && created !== undefined) return { topic: created }
    return { refusal: result.refusal }
  }

  allocateProducerIds(): Promise<ProducerIdBlock> {
    return this.parts.metadata.exclusively(async () => {
      const { store, nodeId } = this.parts
      const entry = await store.read(PRODUCER_ID_BLOCK)
      const first = entry === undefined ? 0 : decodeProducerIdBlock(PRODUCER_ID_BLOCK, entry.data) + 1
      const data = encodeProducerIdBlock(nodeId, first, first + PRODUCER_IDS_PER_BLOCK - 1)
      const operation: WriteOperation =
        entry === undefined
          ? { kind: 'create', path: PRODUCER_ID_BLOCK, data }
          : { kind: 'set', path: PRODUCER_ID_BLOCK, data, version: entry.version }
      const outcome = await store.write([operation])
      if (!outcome.ok)
        throw new StaleMetadata(`The coordination store refused ${PRODUCER_ID_BLOCK}: ${outcome.reason}`)
      return { firstProducerId: first, count: PRODUCER_IDS_PER_BLOCK }
    })
  }

  #draws(count: number): readonly { topicId: Uuid; start: number }[] {
    const { random } = this.parts.host
    return Array.from({ length: count }, () => ({ topicId: freshUuid(random), start: random.uint32() }))
  }

  /** They are durable, and made as soon as this broker's disk can hold them. */
  #unmadePartitions(
    results: readonly MorePartitionsResult[],
    error: DiskError,
  ): readonly MorePartitionsResult[] {
    const text = 'The partitions were added, but their folders could not be created yet'
    this.parts.host.log.write('error', text, { problem: error.message })
    const refusal = refuse('KAFKA_STORAGE_ERROR', `${text}: ${error.message}`)
    return results.map((each) => (each.refusal === undefined ? { name: each.name, refusal } : each))
  }

  /** The topics are durable, but this broker's disk has no room for their folders: then they shall not be. */
  async #undoCreation(
    results: readonly CreateTopicResult[],
    error: DiskError,
  ): Promise<readonly CreateTopicResult[]> {
    this.parts.host.log.write('error', 'Could not create the folders of new topics', {
      problem: error.message,
    })
    const created = new Set(
      results.flatMap((each) => (each.refusal === undefined ? [each.topic.topicId] : [])),
    )
    await this.parts.metadata.commit((image: MetadataImage) => {
      const changes: MetadataChange[] = []
      for (const topicId of created) {
        const topic = image.topicsById.get(topicId)
        if (topic !== undefined) changes.push({ kind: 'topic-deleted', name: topic.name, topicId })
      }
      return { changes, result: undefined }
    })
    const refusal = refuse('KAFKA_STORAGE_ERROR', `The broker could not create its folders: ${error.message}`)
    return results.map((each) => (each.refusal === undefined ? { name: each.name, refusal } : each))
  }
}

type CreatedTopic = Extract<CreateTopicResult, { refusal?: undefined }>['topic']
