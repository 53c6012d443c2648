/**
 * What a client knows of a cluster: brokers, topics, leaders. Immutable; each metadata answer makes a new
 * view. Leader epochs never go back (KIP-320): an answer of a broker that is behind does not undo what is
 * known.
 */
import type { MetadataResponse, MetadataResponsePartition } from '@samsa/protocol/messages/metadata-response'
import { zeroUuid } from '@samsa/protocol/model/uuid'

export interface BrokerAddress {
  readonly id: number
  readonly host: string
  readonly port: number
  readonly rack: string | undefined
}

interface PartitionView {
  readonly partition: number
  /** -1 without a leader. */
  readonly leader: number
  /** -1 when not told. */
  readonly leaderEpoch: number
  readonly replicas: readonly number[]
  readonly isr: readonly number[]
  readonly offlineReplicas: readonly number[]
  readonly errorCode: number
}

/** A partition and its leader's broker id; -1: none. */
export interface PartitionLeader {
  readonly partition: number
  readonly leader: number
}

export interface TopicView {
  readonly name: string
  readonly topicId: string | undefined
  readonly internal: boolean
  /** Ascending, without gaps. */
  readonly partitions: readonly PartitionView[]
}

export interface ClusterView {
  readonly clusterId: string | undefined
  /** -1 when not known. */
  readonly controllerId: number
  readonly brokers: ReadonlyMap<number, BrokerAddress>
  readonly topics: ReadonlyMap<string, TopicView>
  /** Error codes of topics that were asked for and not given. */
  readonly topicErrors: ReadonlyMap<string, number>
}

export const emptyClusterView: ClusterView = {
  clusterId: undefined,
  controllerId: -1,
  brokers: new Map(),
  topics: new Map(),
  topicErrors: new Map(),
}

/** `whole`: the answer lists all topics, so that others are gone. */
export function applyMetadata(view: ClusterView, answer: MetadataResponse, whole: boolean): ClusterView {
  const brokers = new Map<number, BrokerAddress>()
  for (const { nodeId, host, port, rack } of answer.brokers) {
    brokers.set(nodeId, { id: nodeId, host, port, rack: rack ?? undefined })
  }
  const topics = new Map(whole ? [] : view.topics)
  const topicErrors = new Map(whole ? [] : view.topicErrors)
  for (const topic of answer.topics) {
    if (topic.name === null) continue
    topicErrors.delete(topic.name)
    if (topic.errorCode !== 0) {
      topicErrors.set(topic.name, topic.errorCode)
      topics.delete(topic.name)
      continue
    }
    const topicId = topic.topicId === zeroUuid ? undefined : topic.topicId
    const known = view.topics.get(topic.name)
    const before = known?.topicId === topicId ? known : undefined
    const partitions = topic.partitions
      .map((partition) => newer(before?.partitions[partition.partitionIndex], partition))
      .sort((a, b) => a.partition - b.partition)
    topics.set(topic.name, { name: topic.name, topicId, internal: topic.isInternal, partitions })
  }
  return {
    clusterId: answer.clusterId ?? view.clusterId,
    controllerId: answer.controllerId,
    brokers: brokers.size > 0 ? brokers : view.brokers,
    topics,
    topicErrors,
  }
}

function newer(known: PartitionView | undefined, answer: MetadataResponsePartition): PartitionView {
  if (known !== undefined && answer.leaderEpoch >= 0 && answer.leaderEpoch < known.leaderEpoch) return known
  return {
    partition: answer.partitionIndex,
    leader: answer.leaderId,
    leaderEpoch: answer.leaderEpoch,
    replicas: answer.replicaNodes,
    isr: answer.isrNodes,
    offlineReplicas: answer.offlineReplicas,
    errorCode: answer.errorCode,
  }
}

export function partitionOf(view: ClusterView, topic: string, partition: number): PartitionView | undefined {
  return view.topics.get(topic)?.partitions[partition]
}
