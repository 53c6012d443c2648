/**
 * DescribeLogDirs (API 35): the data directories, how much room they have, and how large each partition in them is.
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
import type { LogDirectory } from '@samsa/log'
import type { Broker } from '../broker.js'
import { handler } from '../handler.js'

export const describeLogDirs = handler(
  describeLogDirsRequest,
  describeLogDirsResponse,
  { versions: [0, 5] },
  (broker, request) => ({
    errorCode: 0,
    results: broker.partitions.logDirectories.map((directory) => describe(broker, request, directory)),
  }),
)

function describe(
  broker: Broker,
  request: DescribeLogDirsRequest,
  directory: LogDirectory,
): Draft<DescribeLogDirsResult> {
  if (directory.failure !== undefined) {
    return {
      errorCode: errorCode('KAFKA_STORAGE_ERROR'),
      logDir: directory.path,
      totalBytes: -1,
      usableBytes: -1,
    }
  }
  const { totalBytes, freeBytes } = broker.host.disk.space(directory.path)
  const topics = [...partitionsByTopic(request, directory)].map(([name, partitions]) => ({
    name,
    partitions,
  }))
  return { errorCode: 0, logDir: directory.path, topics, totalBytes, usableBytes: freeBytes }
}

function partitionsByTopic(
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
  for (const log of directory.logs()) {
    if (wanted !== undefined && !wanted.has(`${log.topic}-${log.partition}`)) continue
    const described = {
      partitionIndex: log.partition,
      partitionSize: log.sizeInBytes,
      // How far a replica is behind the high watermark: a leader alone never is.
      offsetLag: Math.max(0, log.highWatermark - log.logEndOffset),
      isFutureKey: false,
    }
    const partitions = topics.get(log.topic)
    if (partitions === undefined) topics.set(log.topic, [described])
    else partitions.push(described)
  }
  return topics
}
