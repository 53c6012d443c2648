/**
 * ListOffsets, versions 0 to 11: offsets by special timestamp (-1 latest, -2 earliest, -3 of the largest
 * timestamp from v7, -4 earliest local from v8, -5 latest tiered from v9, -6 earliest not yet tiered from
 * v11; KIP-734, KIP-405, KIP-1005, KIP-1023) or of the first record at or after a time. v2: isolation level.
 * v4: leader epochs. v0 answers a list, newest first.
 */
import { errorCode, type KafkaErrorName } from '@samsa/protocol/kafka-errors'
import { type ListOffsetsPartition, listOffsetsRequest } from '@samsa/protocol/messages/list-offsets-request'
import {
  type ListOffsetsPartitionResponse,
  listOffsetsResponse,
} from '@samsa/protocol/messages/list-offsets-response'
import type { Broker } from '../broker.js'
import { type Call, handler } from '../handler.js'
import { findPartition } from '../partitions/find-partition.js'
import type { Partition } from '../partitions/partition.js'

type Answer = Partial<ListOffsetsPartitionResponse> & { readonly partitionIndex: number }

const latest = -1
const earliest = -2
const maxTimestamp = -3
const earliestLocal = -4
const latestTiered = -5
const earliestPendingUpload = -6
/** First version that knows a special timestamp. */
const since: ReadonlyMap<number, number> = new Map([
  [latest, 0],
  [earliest, 0],
  [maxTimestamp, 7],
  [earliestLocal, 8],
  [latestTiered, 9],
  [earliestPendingUpload, 11],
])
const readCommitted = 1
const consumer = -1

/** See the file. */
export const listOffsets = handler(
  listOffsetsRequest,
  listOffsetsResponse,
  { versions: [0, 11] },
  async (broker, request, call) => {
    const seen = new Set<string>()
    const twice = new Set<string>()
    for (const topic of request.topics) {
      for (const { partitionIndex } of topic.partitions) {
        const key = `${topic.name}/${partitionIndex}`
        if (seen.has(key)) twice.add(key)
        seen.add(key)
      }
    }
    const asked = { isolationLevel: request.isolationLevel, replicaId: request.replicaId }
    const topics = await Promise.all(
      request.topics.map(async (topic) => {
        const partitions: Answer[] = []
        const done = new Set<number>()
        for (const partition of topic.partitions) {
          if (done.has(partition.partitionIndex)) continue
          done.add(partition.partitionIndex)
          const isTwice = twice.has(`${topic.name}/${partition.partitionIndex}`)
          partitions.push(
            isTwice
              ? refused(partition, 'INVALID_REQUEST')
              : await offsetOf(broker, topic.name, partition, asked, call),
          )
        }
        return { name: topic.name, partitions }
      }),
    )
    return { topics }
  },
)

async function offsetOf(
  broker: Broker,
  topic: string,
  asked: ListOffsetsPartition,
  who: { isolationLevel: number; replicaId: number },
  call: Call,
): Promise<Answer> {
  const { partitionIndex, timestamp, currentLeaderEpoch } = asked
  if (timestamp < 0 && call.apiVersion < (since.get(timestamp) ?? Number.POSITIVE_INFINITY)) {
    return refused(asked, 'UNSUPPORTED_VERSION')
  }
  const partition = findPartition(broker, topic, partitionIndex, currentLeaderEpoch)
  if (typeof partition === 'string') return refused(asked, partition)
  const upTo = visibleEnd(partition, who)
  if (call.apiVersion === 0) return oldStyle(partition, asked, upTo)
  // A lookup before this one may have waited for the disk, and others may have appended meanwhile.
  broker.turn.writeAll()
  const found = await lookUp(partition, timestamp, upTo)
  // Before version 4 there is no room for the epoch.
  if (call.apiVersion < 4)
    return { partitionIndex, errorCode: 0, timestamp: found.timestamp, offset: found.offset }
  return { partitionIndex, errorCode: 0, ...found }
}

function visibleEnd(partition: Partition, who: { isolationLevel: number; replicaId: number }): number {
  if (who.replicaId !== consumer) return partition.log.logEndOffset
  return who.isolationLevel === readCommitted ? partition.log.lastStableOffset : partition.highWatermark
}

async function lookUp(
  partition: Partition,
  timestamp: number,
  upTo: number,
): Promise<{ timestamp: number; offset: number; leaderEpoch: number }> {
  const { log } = partition
  const nothing = { timestamp: -1, offset: -1, leaderEpoch: -1 }
  switch (timestamp) {
    case latest:
      return { timestamp: -1, offset: upTo, leaderEpoch: partition.leaderEpoch }
    case earliest:
    case earliestLocal: {
      const epoch = log.epochOf(log.logStartOffset)
      const leaderEpoch = epoch < 0 && log.logEndOffset === log.logStartOffset ? partition.leaderEpoch : epoch
      return { timestamp: -1, offset: log.logStartOffset, leaderEpoch }
    }
    case latestTiered:
    case earliestPendingUpload:
      return nothing
    case maxTimestamp: {
      const found = await log.maxTimestamp()
      return found !== undefined && found.offset < upTo ? found : nothing
    }
    default:
      return (await log.offsetForTimestamp(timestamp, upTo)) ?? nothing
  }
}

/**
 * Version 0: offsets at which reading can start, newest first: the end and the start of the log, as many as
 * asked.
 */
function oldStyle(partition: Partition, asked: ListOffsetsPartition, upTo: number): Answer {
  const start = partition.log.logStartOffset
  const all = asked.timestamp === latest && upTo !== start ? [upTo, start] : [start]
  const oldStyleOffsets = all.slice(0, Math.max(0, asked.maxNumOffsets))
  return { partitionIndex: asked.partitionIndex, errorCode: 0, oldStyleOffsets }
}

function refused(asked: ListOffsetsPartition, error: KafkaErrorName): Answer {
  return {
    partitionIndex: asked.partitionIndex,
    errorCode: errorCode(error),
    timestamp: -1,
    offset: -1,
    leaderEpoch: -1,
  }
}
