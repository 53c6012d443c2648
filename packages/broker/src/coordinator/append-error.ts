/**
 * What a client of a coordinator is told when the coordinator's own append fails. The log's errors speak of
 * partitions and would send the client to the wrong remedy.
 */
import type { KafkaErrorName } from '@samsa/protocol/kafka-errors'

/** The answer for a failed append: retry here, look the coordinator up again, or give up. */
export function appendErrorForClients(error: KafkaErrorName): KafkaErrorName {
  switch (error) {
    // The batch may succeed here soon.
    case 'UNKNOWN_TOPIC_OR_PARTITION':
    case 'NOT_ENOUGH_REPLICAS':
    case 'NOT_ENOUGH_REPLICAS_AFTER_APPEND':
    case 'REQUEST_TIMED_OUT':
      return 'COORDINATOR_NOT_AVAILABLE'
    // Somebody else leads now, or nobody can here.
    case 'NOT_LEADER_OR_FOLLOWER':
    case 'KAFKA_STORAGE_ERROR':
      return 'NOT_COORDINATOR'
    // Retrying the same would fail the same way.
    case 'MESSAGE_TOO_LARGE':
    case 'RECORD_LIST_TOO_LARGE':
    case 'INVALID_FETCH_SIZE':
      return 'UNKNOWN_SERVER_ERROR'
    default:
      return error
  }
}
