/**
 * ListPartitionReassignments (API 46, KIP-455): partitions on their way to other brokers. With one broker there
 * are none; kafka-topics asks each time it describes.
 */
import { listPartitionReassignmentsRequest } from '@samsa/protocol/messages/list-partition-reassignments-request'
import { listPartitionReassignmentsResponse } from '@samsa/protocol/messages/list-partition-reassignments-response'
import { handler } from '../handler.js'

export const listPartitionReassignments = handler(
  listPartitionReassignmentsRequest,
  listPartitionReassignmentsResponse,
  { versions: [0, 0] },
  () => ({ errorCode: 0, errorMessage: null, topics: [] }),
)
