/**
 * AlterReplicaLogDirs (API 34, KIP-113): moves partitions of this broker between its data directories. Answered when
 * the copies have begun; DescribeLogDirs tells how far they are. A partition that is not there yet is made in the
 * directory given, once it is made; REPLICA_NOT_AVAILABLE or UNKNOWN_TOPIC_OR_PARTITION says that it is not.
 *
 * Versions: 0 to 2 are the same, 2 is flexible.
 */
import { errorCode, type KafkaErrorName } from '@samsa/protocol/kafka-errors'
import { alterReplicaLogDirsRequest } from '@samsa/protocol/messages/alter-replica-log-dirs-request'
import { alterReplicaLogDirsResponse } from '@samsa/protocol/messages/alter-replica-log-dirs-response'
import type { Broker } from '../broker.js'
import { handler } from '../handler.js'

export const alterReplicaLogDirs = handler(
  alterReplicaLogDirsRequest,
  alterReplicaLogDirsResponse,
  { versions: [0, 2] },
  (broker, request) => {
    // The last directory that is named for a partition counts.
    const wanted = new Map<string, Map<number, string>>()
    for (const { path, topics } of request.dirs) {
      for (const { name, partitions } of topics) {
        const paths = wanted.get(name) ?? new Map<number, string>()
        for (const index of partitions) paths.set(index, path)
        wanted.set(name, paths)
      }
    }
    return {
      results: [...wanted].map(([topicName, paths]) => ({
        topicName,
        partitions: [...paths].map(([partitionIndex, path]) => {
          const error = alter(broker, topicName, partitionIndex, path)
          return { partitionIndex, errorCode: error === '' ? 0 : errorCode(error) }
        }),
      })),
    }
  },
)

function alter(broker: Broker, topic: string, index: number, path: string): KafkaErrorName | '' {
  const { partitions } = broker
  const partition = partitions.get(topic, index)
  if (partition === undefined && partitions.offline(topic, index) !== undefined) return 'KAFKA_STORAGE_ERROR'
  const error = partitions.moves.alter(topic, index, path, partition)
  const isKnown = broker.metadata.topic(topic)?.partitions[index] !== undefined
  return error === 'REPLICA_NOT_AVAILABLE' && !isKnown ? 'UNKNOWN_TOPIC_OR_PARTITION' : error
}
