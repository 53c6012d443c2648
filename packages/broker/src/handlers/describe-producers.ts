/**
 * DescribeProducers, version 0: the producers that a partition's log remembers, and where their open transactions
 * begin (KIP-664).
 */
import { errorCode, type KafkaErrorName, kafkaErrors } from '@samsa/protocol/kafka-errors'
import type { Draft } from '@samsa/protocol/message-type'
import { describeProducersRequest } from '@samsa/protocol/messages/describe-producers-request'
import {
  describeProducersResponse,
  type PartitionResponse,
} from '@samsa/protocol/messages/describe-producers-response'
import type { Broker } from '../broker.js'
import { handler } from '../handler.js'
import { topicNameProblem } from '../metadata/core/topic-name.js'
import { findPartition } from '../partitions/find-partition.js'

/** See the file. */
export const describeProducers = handler(
  describeProducersRequest,
  describeProducersResponse,
  {
    versions: [0, 0],
    failed: ({ topics }, code) => ({
      topics: topics.map(({ name, partitionIndexes }) => ({
        name,
        partitions: partitionIndexes.map((partitionIndex) => ({ partitionIndex, errorCode: code })),
      })),
    }),
  },
  (broker, request) => ({
    topics: request.topics.map(({ name, partitionIndexes }) => ({
      name,
      partitions: partitionIndexes.map((index) => describe(broker, name, index)),
    })),
  }),
)

/** A message goes with what is wrong with the topic; what is wrong with a partition has none, as in Kafka. */
function describe(broker: Broker, topic: string, index: number): Draft<PartitionResponse> {
  const problem = topicNameProblem(topic)
  if (problem !== undefined) return refused(index, 'INVALID_TOPIC_EXCEPTION', problem)
  if (broker.metadata.topic(topic) === undefined)
    return refused(index, 'UNKNOWN_TOPIC_OR_PARTITION', kafkaErrors.UNKNOWN_TOPIC_OR_PARTITION.message)
  const partition = findPartition(broker, topic, index, -1)
  if (typeof partition === 'string') return refused(index, partition, null)
  const activeProducers = Array.from(partition.log.producers(), (producer) => ({
    producerId: producer.producerId,
    producerEpoch: producer.producerEpoch,
    lastSequence: producer.batches.at(-1)?.lastSequence ?? -1,
    lastTimestamp: producer.lastTimestamp,
    coordinatorEpoch: producer.coordinatorEpoch,
    currentTxnStartOffset: producer.transactionFirstOffset,
  }))
  return { partitionIndex: index, activeProducers }
}

function refused(
  partitionIndex: number,
  error: KafkaErrorName,
  errorMessage: string | null,
): Draft<PartitionResponse> {
  return { partitionIndex, errorCode: errorCode(error), errorMessage }
}
