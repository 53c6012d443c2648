/**
 * AlterPartitionReassignments (API 45, KIP-455): gives partitions other replicas. With one broker the only assignment
 * there is is the one that partitions have, which is what tools ask for that move them between the broker's data
 * directories (KIP-113). Refuses every other, as Kafka refuses brokers that are not registered.
 *
 * Versions: 1 tells that the replication factor may change.
 */
import { errorCode, type KafkaErrorName } from '@samsa/protocol/kafka-errors'
import { alterPartitionReassignmentsRequest } from '@samsa/protocol/messages/alter-partition-reassignments-request'
import { alterPartitionReassignmentsResponse } from '@samsa/protocol/messages/alter-partition-reassignments-response'
import type { Broker } from '../broker.js'
import { handler } from '../handler.js'

export const alterPartitionReassignments = handler(
  alterPartitionReassignmentsRequest,
  alterPartitionReassignmentsResponse,
  { versions: [0, 1] },
  (broker, request) => ({
    errorMessage: null,
    allowReplicationFactorChange: request.allowReplicationFactorChange,
    responses: request.topics.map(({ name, partitions }) => ({
      name,
      partitions: partitions.map(({ partitionIndex, replicas }) => {
        const refusal = refusalOf(broker, name, partitionIndex, replicas)
        return refusal === undefined
          ? { partitionIndex, errorCode: 0, errorMessage: null }
          : { partitionIndex, errorCode: errorCode(refusal.error), errorMessage: refusal.message }
      }),
    })),
  }),
)

interface Refusal {
  readonly error: KafkaErrorName
  readonly message: string | null
}

function refusalOf(
  broker: Broker,
  name: string,
  index: number,
  replicas: readonly number[] | null,
): Refusal | undefined {
  const topic = broker.metadata.topic(name)
  if (topic === undefined) return unknownPartition(`Unable to find a topic named ${name}.`)
  const partition = topic.partitions[index]
  if (partition === undefined) return unknownPartition(`Unable to find partition ${name}:${index}.`)
  if (replicas === null) return { error: 'NO_REASSIGNMENT_IN_PROGRESS', message: null }
  if (replicas.length === 0) return invalid('The manual partition assignment includes an empty replica list.')
  const unknown = replicas.find((id) => !broker.metadata.image.brokers.has(id))
  if (unknown !== undefined)
    return invalid(
      `The manual partition assignment includes broker ${unknown}, but no such broker is registered.`,
    )
  const repeated = replicas.find((id, at) => replicas.indexOf(id) !== at)
  if (repeated !== undefined)
    return invalid(`The manual partition assignment includes the broker ${repeated} more than once.`)
  const isSame =
    replicas.length === partition.replicas.length && replicas.every((id, at) => id === partition.replicas[at])
  return isSame ? undefined : invalid('Partitions cannot be moved to other brokers yet.')
}

function unknownPartition(message: string): Refusal {
  return { error: 'UNKNOWN_TOPIC_OR_PARTITION', message }
}

function invalid(message: string): Refusal {
  return { error: 'INVALID_REPLICA_ASSIGNMENT', message }
}
