/**
 * DeleteRecords, versions 0 to 2: moves a log's start up (KIP-107); -1 means the high watermark. Only where
 * the topic's cleanup policy allows deletion, and never in an internal topic.
 */
import { DiskError } from '@samsa/host'
import { errorCode, type KafkaErrorName } from '@samsa/protocol/kafka-errors'
import { deleteRecordsRequest } from '@samsa/protocol/messages/delete-records-request'
import { deleteRecordsResponse } from '@samsa/protocol/messages/delete-records-response'
import type { Broker } from '../broker.js'
import { handler } from '../handler.js'
import { findPartition } from '../partitions/find-partition.js'

const internalTopics: ReadonlySet<string> = new Set(['__consumer_offsets', '__transaction_state'])

/** See the file. */
export const deleteRecords = handler(
  deleteRecordsRequest,
  deleteRecordsResponse,
  { versions: [0, 2] },
  async (broker, request) => ({
    topics: await Promise.all(
      request.topics.map(async (topic) => ({
        name: topic.name,
        partitions: await Promise.all(
          topic.partitions.map(async ({ partitionIndex, offset }) => {
            const outcome = await deleteBefore(broker, topic.name, partitionIndex, offset)
            return typeof outcome === 'string'
              ? { partitionIndex, lowWatermark: -1, errorCode: errorCode(outcome) }
              : { partitionIndex, lowWatermark: outcome, errorCode: 0 }
          }),
        ),
      })),
    ),
  }),
)

/**
 * The low watermark afterwards, or the error. What is answered as deleted does not come back after a crash: Kafka
 * writes its checkpoint up to a minute later.
 */
async function deleteBefore(
  broker: Broker,
  topic: string,
  index: number,
  offset: number,
): Promise<number | KafkaErrorName> {
  const known = broker.metadata.topic(topic)
  if (known === undefined || known.partitions[index] === undefined) return 'UNKNOWN_TOPIC_OR_PARTITION'
  if (internalTopics.has(topic)) return 'INVALID_TOPIC_EXCEPTION'
  const partition = findPartition(broker, topic, index, -1)
  if (typeof partition === 'string') return partition
  const { log } = partition
  if (!log.config.get('cleanup.policy').includes('delete')) return 'POLICY_VIOLATION'
  const { error, logStartOffset } = log.deleteRecordsBefore(offset)
  if (error !== '') return error
  try {
    await log.keepLogStart()
  } catch (problem) {
    if (!(problem instanceof DiskError)) throw problem
    return 'KAFKA_STORAGE_ERROR'
  }
  return logStartOffset
}
