/**
 * DescribeLogDirs (API 35): the data directories, how much room they have, how large each partition in
 * them is, and how far those are that are being moved there (KIP-113).
 *
 * Versions: 3 has an error of its own; 4 tells the room on the disk (KIP-827); 5 whether a directory is cordoned.
 */
import { errorCode } from '@samsa/protocol/kafka-errors'
import type { Draft } from '@samsa/protocol/message-type'
import {
  type DescribeLogDirsRequest,
  describeLogDirsRequest,
} from '@samsa/protocol/messages/describe-log-dirs-request'
import {
  type DescribeLogDirsPartition,
  type DescribeLogDirsResult,
  describeLogDirsResponse,
} from '@samsa/protocol/messages/describe-log-dirs-response'
import { DiskError } from '@samsa/host'
import type { LogDirectory, PartitionLog } from '@samsa/log'
import type { Broker } from '../broker.js'
import { handler } from '../handler.js'

export const describeLogDirs = handler(
  describeLogDirsRequest,
  describeLogDirsResponse,
  { versions: [0, 5] },
  (broker, request) => {
    const { opened, lost } = broker.partitions.directories
    return {
      errorCode: 0,
      results: [
        ...opened.map((directory) => describe(broker, request, directory)),
        ...lost.map(({ path }) => offline(path)),
      ],
    }
  },
)

function offline(path: string): Draft<DescribeLogDirsResult> {
  return { errorCode: errorCode('KAFKA_STORAGE_ERROR'), logDir: path, totalBytes: -1, usableBytes: -1 }
}

function describe(
  broker: Broker,
  request: DescribeLogDirsRequest,
  directory: LogDirectory,
): Draft<DescribeLogDirsResult> {
  const { path } = directory
  if (directory.failure !== undefined) return offline(path)
  const topics = [...partitionsByTopic(broker, request, directory)].map(([name, partitions]) => ({
    name,
    partitions,
  }))
  return { errorCode: 0, logDir: path, topics, ...room(broker, path) }
}

/** Unknown: -1. */
function room(broker: Broker, path: string): { totalBytes: number; usableBytes: number } {
  try {
    const { totalBytes, freeBytes } = broker.host.disk.space(path)
    return { totalBytes, usableBytes: freeBytes }
  } catch (error) {
    if (!(error instanceof DiskError)) throw error
    return { totalBytes: -1, usableBytes: -1 }
  }
}

function partitionsByTopic(
  broker: Broker,
  request: DescribeLogDirsRequest,
  directory: LogDirectory,
): ReadonlyMap<string, Draft<DescribeLogDirsPartition>[]> {
  const wanted =
    request.topics === null
      ? undefined
      : new Set(
          request.topics.flatMap(({ topic, partitions }) => partitions.map((index) => `${topic}-${index}`)),
        )
  const topics = new Map<string, Draft<DescribeLogDirsPartition>[]>()
  const add = (log: PartitionLog, offsetLag: number, isFutureKey: boolean): void => {
    if (wanted !== undefined && !wanted.has(`${log.topic}-${log.partition}`)) return
    const described = {
      partitionIndex: log.partition,
      partitionSize: log.sizeInBytes,
      offsetLag: Math.max(0, offsetLag),
      isFutureKey,
    }
    const partitions = topics.get(log.topic)
    if (partitions === undefined) topics.set(log.topic, [described])
    else partitions.push(described)
  }
  // How far a replica is behind the high watermark: a leader alone never is. A copy: behind the current log's end.
  for (const log of directory.logs()) add(log, log.highWatermark - log.logEndOffset, false)
  for (const log of directory.futures.values()) {
    const current = broker.partitions.get(log.topic, log.partition)
    add(log, (current?.log.logEndOffset ?? log.logEndOffset) - log.logEndOffset, true)
  }
  return topics
}
