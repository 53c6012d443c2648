/**
 * Finds a partition that this broker leads, or says why a client cannot have it here: unknown, led elsewhere,
 * offline, or asked for with another leader epoch than the current one (KIP-320).
 */
import type { KafkaErrorName } from '@samsa/protocol/kafka-errors'
import type { Uuid } from '@samsa/protocol/model/uuid'
import type { Broker } from '../broker.js'
import type { Partition } from './partition.js'

/** A partition, or the error to answer with. */
export type FoundPartition = Partition | KafkaErrorName

type Where = Pick<Broker, 'partitions' | 'metadata' | 'nodeId'>

/** By topic name. `currentLeaderEpoch` -1: the client does not know one. */
export function findPartition(
  broker: Where,
  topic: string,
  index: number,
  currentLeaderEpoch: number,
): FoundPartition {
  const partition = broker.partitions.get(topic, index)
  if (partition === undefined) return whyNotHere(broker, topic, index)
  return checked(partition, currentLeaderEpoch)
}

/** By topic id. */
export function findPartitionById(
  broker: Where,
  topicId: Uuid,
  index: number,
  currentLeaderEpoch: number,
): FoundPartition {
  const partition = broker.partitions.getById(topicId, index)
  if (partition !== undefined) return checked(partition, currentLeaderEpoch)
  const topic = broker.metadata.topicById(topicId)
  return topic === undefined ? 'UNKNOWN_TOPIC_ID' : whyNotHere(broker, topic.name, index)
}

function whyNotHere(broker: Where, topic: string, index: number): KafkaErrorName {
  const image = broker.metadata.topic(topic)?.partitions[index]
  if (image === undefined || image.leader === broker.nodeId)
    return broker.partitions.offline(topic, index) ?? 'UNKNOWN_TOPIC_OR_PARTITION'
  return image.leader < 0 ? 'LEADER_NOT_AVAILABLE' : 'NOT_LEADER_OR_FOLLOWER'
}

function checked(partition: Partition, currentLeaderEpoch: number): FoundPartition {
  if (partition.offline !== undefined) return partition.offline
  if (currentLeaderEpoch < 0 || currentLeaderEpoch === partition.leaderEpoch) return partition
  return currentLeaderEpoch < partition.leaderEpoch ? 'FENCED_LEADER_EPOCH' : 'UNKNOWN_LEADER_EPOCH'
}
