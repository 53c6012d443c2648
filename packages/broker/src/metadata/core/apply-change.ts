/**
 * The one way an image comes to be: a former image and the changes of one durable write. Pure; what changed
 * nothing keeps its identity, so followers may compare by reference.
 */
import type { Uuid } from '@samsa/protocol/model/uuid'
import type { BrokerImage, MetadataImage, PartitionImage, TopicImage } from '../metadata-image.js'

export type Configs = Readonly<Record<string, string>>

export type MetadataChange =
  | { readonly kind: 'topic-created'; readonly topic: TopicImage }
  | { readonly kind: 'topic-deleted'; readonly name: string; readonly topicId: Uuid }
  /** Added at the end, in index order. */
  | {
      readonly kind: 'partitions-added'
      readonly name: string
      readonly partitions: readonly PartitionImage[]
    }
  /** New state (leader, epochs, ISR) of partitions that exist. */
  | {
      readonly kind: 'partitions-changed'
      readonly name: string
      readonly partitions: readonly PartitionImage[]
    }
  | { readonly kind: 'topic-configs'; readonly name: string; readonly configs: Configs }
  /** Empty overrides drop the entry. */
  | {
      readonly kind: 'resource-configs'
      readonly of: ConfiguredKind
      readonly name: string
      readonly configs: Configs
    }
  | { readonly kind: 'broker-registered'; readonly broker: BrokerImage }

/** Resources whose overrides stand beside the topics. */
export type ConfiguredKind = 'broker' | 'group' | 'client-metrics'

export function emptyImage(clusterId: string, controllerId: number): MetadataImage {
  return {
    version: 0,
    clusterId,
    controllerId,
    brokers: new Map(),
    topics: new Map(),
    topicsById: new Map(),
    brokerConfigs: new Map(),
    groupConfigs: new Map(),
    clientMetricsConfigs: new Map(),
  }
}

interface Draft {
  topics: Map<string, TopicImage> | undefined
  topicsById: Map<Uuid, TopicImage> | undefined
  image: MetadataImage
}

/** The image after the changes, in their order; one version later. */
export function applyChanges(image: MetadataImage, changes: readonly MetadataChange[]): MetadataImage {
  const draft: Draft = { topics: undefined, topicsById: undefined, image }
  for (const change of changes) applyChange(draft, change)
  return {
    ...draft.image,
    topics: draft.topics ?? image.topics,
    topicsById: draft.topicsById ?? image.topicsById,
    version: image.version + 1,
  }
}

function applyChange(draft: Draft, change: MetadataChange): void {
  switch (change.kind) {
    case 'topic-created':
      return putTopic(draft, change.topic)
    case 'topic-deleted':
      return removeTopic(draft, change.name, change.topicId)
    case 'partitions-added':
      return editTopic(draft, change.name, (topic) => ({
        ...topic,
        partitions: [...topic.partitions, ...change.partitions],
      }))
    case 'partitions-changed':
      return editTopic(draft, change.name, (topic) => withPartitions(topic, change.partitions))
    case 'topic-configs':
      return editTopic(draft, change.name, (topic) => ({ ...topic, configs: change.configs }))
    case 'resource-configs':
      draft.image = withConfigs(draft.image, change)
      return
    case 'broker-registered':
      draft.image = {
        ...draft.image,
        brokers: new Map(draft.image.brokers).set(change.broker.id, change.broker),
      }
  }
}

function putTopic(draft: Draft, topic: TopicImage): void {
  draft.topics ??= new Map(draft.image.topics)
  draft.topicsById ??= new Map(draft.image.topicsById)
  draft.topics.set(topic.name, topic)
  draft.topicsById.set(topic.topicId, topic)
}

function removeTopic(draft: Draft, name: string, topicId: Uuid): void {
  draft.topics ??= new Map(draft.image.topics)
  draft.topicsById ??= new Map(draft.image.topicsById)
  draft.topics.delete(name)
  draft.topicsById.delete(topicId)
}

function editTopic(draft: Draft, name: string, edit: (topic: TopicImage) => TopicImage): void {
  const topic = (draft.topics ?? draft.image.topics).get(name)
  if (topic !== undefined) putTopic(draft, edit(topic))
}

function withPartitions(topic: TopicImage, changed: readonly PartitionImage[]): TopicImage {
  const partitions = [...topic.partitions]
  for (const partition of changed) partitions[partition.index] = partition
  return { ...topic, partitions }
}

function withConfigs(
  image: MetadataImage,
  change: Extract<MetadataChange, { kind: 'resource-configs' }>,
): MetadataImage {
  const field = configField(change.of)
  const configs = new Map(image[field])
  if (Object.keys(change.configs).length === 0) configs.delete(change.name)
  else configs.set(change.name, change.configs)
  return { ...image, [field]: configs }
}

/** Which map of the image holds the overrides of such a resource. */
export function configField(of: ConfiguredKind): 'brokerConfigs' | 'groupConfigs' | 'clientMetricsConfigs' {
  if (of === 'broker') return 'brokerConfigs'
  return of === 'group' ? 'groupConfigs' : 'clientMetricsConfigs'
}
