/**
 * What a start makes of the partition folders it finds. Pure. The store is the truth, with two exceptions that
 * keep people's data: folders of topics it never heard of are imported (a data directory of Kafka, opened by
 * Samsa), and a folder with another id than the store's, whose deletion nobody noted, wins over the store (Kafka
 * recreated the topic meanwhile). Folders of deletions that were noted but not finished are strays, to be deleted.
 */
import { type Uuid, zeroUuid } from '@samsa/protocol/model/uuid'
import type { Configs, MetadataChange } from '../../metadata/core/apply-change.js'
import { CLUSTER_METADATA, topicNameProblem } from '../../metadata/core/topic-name.js'
import type { MetadataImage, PartitionImage, TopicImage } from '../../metadata/metadata-image.js'

/** A partition folder found in a log directory. */
export interface FoundPartition {
  readonly topic: string
  readonly partition: number
  /** Undefined or zero when the folder has no `partition.metadata` (Kafka before 2.8). */
  readonly topicId: Uuid | undefined
  /** The newest epoch in its leader-epoch-checkpoint; -1: none. */
  readonly latestLeaderEpoch: number
}

export interface Reconciliation {
  readonly changes: readonly MetadataChange[]
  /** Topics taken over from the folders, for the log. */
  readonly imported: readonly string[]
  /** Folders that no topic owns any more. */
  readonly strays: readonly FoundPartition[]
}

export interface ReconcileOptions {
  readonly nodeId: number
  /** Ids, and the names they had, whose deletion was decided but maybe not finished. */
  readonly removed: ReadonlyMap<Uuid, string>
  /** Overrides of a topic that is imported, from Kafka's own metadata. */
  readonly importedConfigs: (topic: string) => Configs
  /** An id for a topic whose folders have none. */
  readonly freshTopicId: () => Uuid
}

export function reconcileFolders(
  image: MetadataImage,
  found: Iterable<FoundPartition>,
  options: ReconcileOptions,
): Reconciliation {
  const changes: MetadataChange[] = []
  const imported: string[] = []
  const strays: FoundPartition[] = []
  for (const [name, folders] of byTopic(found, options.removed, strays)) {
    const topic = image.topics.get(name)
    if (topic === undefined || foreignIdOf(topic, folders) !== undefined) {
      if (topic !== undefined) changes.push({ kind: 'topic-deleted', name, topicId: topic.topicId })
      const taken = importTopic(name, folders, topic?.configs, options)
      changes.push({ kind: 'topic-created', topic: taken })
      imported.push(name)
      strays.push(...folders.filter((folder) => !isOwn(taken, folder)))
      continue
    }
    const missing = missingPartitions(topic, folders, options.nodeId)
    if (missing.length > 0) changes.push({ kind: 'partitions-added', name, partitions: missing })
    strays.push(...folders.filter((folder) => !isOwn(topic, folder)))
  }
  return { changes, imported, strays }
}

/** Kafka's own metadata log is no topic of anybody's, and neither is a folder whose name no topic can have. */
function byTopic(
  found: Iterable<FoundPartition>,
  removed: ReadonlyMap<Uuid, string>,
  strays: FoundPartition[],
): ReadonlyMap<string, readonly FoundPartition[]> {
  const removedNames = new Set(removed.values())
  const topics = new Map<string, FoundPartition[]>()
  for (const folder of found) {
    if (folder.topic === CLUSTER_METADATA || topicNameProblem(folder.topic) !== undefined) continue
    const id = idOf(folder)
    // A folder that lost its id in a power loss was never flushed, so it may go with the name's deletion.
    if (id === undefined ? removedNames.has(folder.topic) : removed.has(id)) {
      strays.push(folder)
      continue
    }
    const folders = topics.get(folder.topic)
    if (folders === undefined) topics.set(folder.topic, [folder])
    else folders.push(folder)
  }
  return topics
}

function isOwn(topic: TopicImage, folder: FoundPartition): boolean {
  return idOf(folder) === undefined || folder.topicId === topic.topicId
}

/** The id that all folders agree on, where it is not the image's. */
function foreignIdOf(topic: TopicImage, folders: readonly FoundPartition[]): Uuid | undefined {
  const ids = new Set(folders.map(idOf))
  const [only] = ids
  return ids.size === 1 && only !== undefined && only !== topic.topicId ? only : undefined
}

function idOf(folder: FoundPartition): Uuid | undefined {
  return folder.topicId === zeroUuid ? undefined : folder.topicId
}

/** Partitions beyond the image's count that have folders of the topic: it grew under another broker program. */
function missingPartitions(
  topic: TopicImage,
  folders: readonly FoundPartition[],
  nodeId: number,
): readonly PartitionImage[] {
  const own = folders.filter((folder) => idOf(folder) === topic.topicId)
  const count = own.reduce((most, folder) => Math.max(most, folder.partition + 1), 0)
  const missing: PartitionImage[] = []
  for (let index = topic.partitions.length; index < count; index++) missing.push(ledHere(index, nodeId))
  return missing
}

function importTopic(
  name: string,
  folders: readonly FoundPartition[],
  configs: Configs | undefined,
  options: ReconcileOptions,
): TopicImage {
  const count = folders.reduce((most, folder) => Math.max(most, folder.partition + 1), 0)
  return {
    name,
    topicId: folders.map(idOf).find((id) => id !== undefined) ?? options.freshTopicId(),
    configs: configs ?? options.importedConfigs(name),
    partitions: Array.from({ length: count }, (_, index) => ledHere(index, options.nodeId)),
  }
}

function ledHere(index: number, nodeId: number): PartitionImage {
  return { index, leader: nodeId, leaderEpoch: 0, replicas: [nodeId], isr: [nodeId], partitionEpoch: 0 }
}
