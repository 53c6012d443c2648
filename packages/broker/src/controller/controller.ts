/**
 * The face of the controller: everything that changes the cluster's metadata goes through here, and a promise
 * resolves only once the change is durable in the coordination store AND this broker's partitions follow it,
 * so that a created topic can be used at once and a deleted one is gone.
 *
 * Refusals are values with Kafka's error name and a message for the person who asked.
 */
import type { KafkaErrorName } from '@samsa/protocol/kafka-errors'
import type { Uuid } from '@samsa/protocol/model/uuid'
import type { MetadataImage, TopicImage } from '../metadata/metadata-image.js'

export interface Refusal {
  readonly error: KafkaErrorName
  /** For the person who asked; null where the code says it all. */
  readonly message: string | null
}

export interface PartitionAssignment {
  readonly partition: number
  /** The preferred leader first. */
  readonly brokers: readonly number[]
}

export interface NewTopic {
  readonly name: string
  /** -1: the broker's `num.partitions`. */
  readonly numPartitions: number
  /** -1: the broker's `default.replication.factor`. */
  readonly replicationFactor: number
  /** Manual placement; the counts above must then be -1. */
  readonly assignments: readonly PartitionAssignment[] | undefined
  readonly configs: Readonly<Record<string, string | null>>
}

export type CreateTopicResult =
  | { readonly name: string; readonly topic: TopicImage; readonly refusal?: undefined }
  | { readonly name: string; readonly refusal: Refusal }

/** By name, or by id (KIP-516). */
export type DeleteTopicTarget = { readonly name: string } | { readonly topicId: Uuid }

export interface DeleteTopicResult {
  readonly name: string | null
  readonly topicId: Uuid
  readonly refusal?: Refusal
}

export interface MorePartitions {
  readonly name: string
  /** The new total. */
  readonly count: number
  /** Brokers of each added partition, or undefined for automatic placement. */
  readonly assignments: readonly (readonly number[])[] | undefined
}

export interface MorePartitionsResult {
  readonly name: string
  readonly refusal?: Refusal
}

export type ConfigResourceType = 'topic' | 'broker' | 'broker-logger' | 'client-metrics' | 'group'

/** Resources as Kafka numbers them are turned into these by the handlers. */
export interface ConfigResource {
  readonly type: ConfigResourceType
  readonly name: string
}

export type ConfigOperation = 'set' | 'delete' | 'append' | 'subtract'

export interface ConfigEdit {
  readonly name: string
  readonly operation: ConfigOperation
  readonly value: string | null
}

export interface ConfigAlteration {
  readonly resource: ConfigResource
  /** 'edit' changes the named settings; 'replace' drops every override that is not named (AlterConfigs). */
  readonly mode: 'edit' | 'replace'
  readonly edits: readonly ConfigEdit[]
}

export type EnsureTopicResult = { readonly topic: TopicImage } | { readonly refusal: Refusal }

export interface ProducerIdBlock {
  readonly firstProducerId: number
  readonly count: number
}

export interface Controller {
  /** Results in the order asked. One durable write for all that are accepted. */
  createTopics(
    topics: readonly NewTopic[],
    options: { validateOnly: boolean },
  ): Promise<readonly CreateTopicResult[]>
  deleteTopics(targets: readonly DeleteTopicTarget[]): Promise<readonly DeleteTopicResult[]>
  createPartitions(
    topics: readonly MorePartitions[],
    options: { validateOnly: boolean },
  ): Promise<readonly MorePartitionsResult[]>
  /** One refusal or undefined per alteration, in the order asked. */
  alterConfigs(
    alterations: readonly ConfigAlteration[],
    options: { validateOnly: boolean },
  ): Promise<readonly (Refusal | undefined)[]>
  /**
   * The topic, created when missing: an internal one (`__consumer_offsets`, `__transaction_state`,
   * `__share_group_state`) with its own settings, any other as `num.partitions` and
   * `default.replication.factor` say. Whether auto-creation is allowed is the caller's question.
   */
  ensureTopic(name: string): Promise<EnsureTopicResult>
  /** The next durable block of producer ids; no other caller ever gets one of them. */
  allocateProducerIds(): Promise<ProducerIdBlock>
}

/** What follows the metadata on this broker (the partitions). Told before a controller's promise resolves. */
export interface ImageFollower {
  /**
   * Opens, creates, deletes and reconfigures logs so that they match `next`, which is published already: so new logs
   * are to be made in this turn, before anything is awaited. Resolves once deleted folders have lost their names.
   */
  applyImage(previous: MetadataImage | undefined, next: MetadataImage): void | Promise<void>
}
