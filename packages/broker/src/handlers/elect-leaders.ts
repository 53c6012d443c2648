/**
 * ElectLeaders (API 43): with one broker every partition is led by its only replica, so there is nothing to elect; each
 * partition that is asked for is told so, as Kafka tells it.
 *
 * Versions: 1 has the type of election and an error of its own (KIP-460).
 */
import { errorCode } from '@samsa/protocol/kafka-errors'
import { electLeadersRequest } from '@samsa/protocol/messages/elect-leaders-request'
import { electLeadersResponse } from '@samsa/protocol/messages/elect-leaders-response'
import type { Broker } from '../broker.js'
import { handler } from '../handler.js'

const PREFERRED = 0
const UNCLEAN = 1

export const electLeaders = handler(
  electLeadersRequest,
  electLeadersResponse,
  { versions: [0, 2] },
  (broker, request) => {
    const { electionType, topicPartitions } = request
    if (electionType !== PREFERRED && electionType !== UNCLEAN)
      return { errorCode: errorCode('INVALID_REQUEST') }
    // Null asks for every partition; those that need no election are then left out.
    const replicaElectionResults = (topicPartitions ?? []).map(({ topic, partitions }) => ({
      topic,
      partitionResult: partitions.map((index) => electionOf(broker, topic, index)),
    }))
    return { errorCode: 0, replicaElectionResults }
  },
)

function electionOf(broker: Broker, topic: string, partitionId: number) {
  if (broker.metadata.topic(topic)?.partitions[partitionId] === undefined) {
    return {
      partitionId,
      errorCode: errorCode('UNKNOWN_TOPIC_OR_PARTITION'),
      errorMessage: `No such topic or partition: ${topic}-${partitionId}`,
    }
  }
  return {
    partitionId,
    errorCode: errorCode('ELECTION_NOT_NEEDED'),
    errorMessage: 'Leader election not needed',
  }
}
