/**
 * WriteTxnMarkers, versions 0 to 2: a transaction coordinator ends transactions in the partitions that this broker
 * leads (KIP-98). Each partition is answered for on its own, once its marker is committed. v1: flexible. v2: the
 * transaction version, with which a marker must carry a newer epoch than the transaction's batches (KIP-1228).
 *
 * As by Kafka, a partition that is not to be had, also for the sake of its disk, is UNKNOWN_TOPIC_OR_PARTITION, which
 * every coordinator tries again, and a producer is answered for once, however many markers name it.
 */
import type { TransactionEnd } from '@samsa/log'
import { errorCode, type KafkaErrorName } from '@samsa/protocol/kafka-errors'
import {
  type WritableTxnMarker,
  type WriteTxnMarkersRequest,
  writeTxnMarkersRequest,
} from '@samsa/protocol/messages/write-txn-markers-request'
import {
  type WriteTxnMarkersResponse,
  writeTxnMarkersResponse,
} from '@samsa/protocol/messages/write-txn-markers-response'
import type { Broker } from '../broker.js'
import { groupTopic } from '../groups/group-shards.js'
import { handler } from '../handler.js'
import { findPartition } from '../partitions/find-partition.js'

interface MarkerResult<Code> {
  readonly producerId: number
  readonly topic: string
  readonly partitionIndex: number
  readonly code: Code
}

/** See the file. */
export const writeTxnMarkers = handler(
  writeTxnMarkersRequest,
  writeTxnMarkersResponse,
  {
    versions: [0, 2],
    failed: (request, code) => answerOf(eachPartition(request, () => code)),
  },
  async (broker, request) => {
    // All are asked in one turn: those of a partition keep their order, and share its write.
    const results = eachPartition(request, (marker, topic, index) =>
      endTransaction(broker, topic, index, marker),
    )
    return answerOf(await Promise.all(results.map(async (each) => ({ ...each, code: await each.code }))))
  },
)

/** The code of the error, once the marker is committed or refused. */
async function endTransaction(
  broker: Broker,
  topic: string,
  index: number,
  marker: WritableTxnMarker,
): Promise<number> {
  // Nobody's transaction: Kafka fails to make such a marker.
  if (marker.producerId < 0 || marker.producerEpoch < 0) return errorCode('UNKNOWN_SERVER_ERROR')
  const partition = findPartition(broker, topic, index, -1)
  if (typeof partition === 'string')
    return errorCode(partition === 'NOT_LEADER_OR_FOLLOWER' ? partition : 'UNKNOWN_TOPIC_OR_PARTITION')
  const end: TransactionEnd = { ...marker, type: marker.transactionResult ? 'COMMIT' : 'ABORT' }
  const error =
    topic === groupTopic
      ? await broker.groups.endTransaction(index, end)
      : await new Promise<KafkaErrorName | undefined>((resolve) => {
          partition.endTransaction(end, (outcome) => resolve(outcome.error))
        })
  return errorCode(error ?? 'NONE')
}

function eachPartition<Code>(
  request: WriteTxnMarkersRequest,
  visit: (marker: WritableTxnMarker, topic: string, index: number) => Code,
): MarkerResult<Code>[] {
  return request.markers.flatMap((marker) =>
    marker.topics.flatMap(({ name: topic, partitionIndexes }) =>
      partitionIndexes.map((partitionIndex) => ({
        producerId: marker.producerId,
        topic,
        partitionIndex,
        code: visit(marker, topic, partitionIndex),
      })),
    ),
  )
}

function answerOf(results: readonly MarkerResult<number>[]): WriteTxnMarkersResponse {
  const producers = new Map<number, Map<string, Map<number, number>>>()
  for (const { producerId, topic, partitionIndex, code } of results) {
    const topics = producers.get(producerId) ?? new Map<string, Map<number, number>>()
    producers.set(producerId, topics)
    topics.set(topic, (topics.get(topic) ?? new Map<number, number>()).set(partitionIndex, code))
  }
  return {
    markers: [...producers].map(([producerId, topics]) => ({
      producerId,
      topics: [...topics].map(([name, partitions]) => ({
        name,
        partitions: [...partitions].map(([partitionIndex, code]) => ({ partitionIndex, errorCode: code })),
      })),
    })),
  }
}
