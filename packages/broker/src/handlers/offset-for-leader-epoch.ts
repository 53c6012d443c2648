/**
 * OffsetForLeaderEpoch, versions 0 to 4: where an epoch ended in this log (KIP-101, KIP-320). v2: the asking
 * client's leader epoch is checked. v1: the answer names the epoch it speaks of. Versions 0 and 1 are those
 * of 3.9.
 */
import { errorCode } from '@samsa/protocol/kafka-errors'
import { offsetForLeaderEpochRequest } from '@samsa/protocol/messages/offset-for-leader-epoch-request'
import { offsetForLeaderEpochResponse } from '@samsa/protocol/messages/offset-for-leader-epoch-response'
import { handler } from '../handler.js'
import { findPartition } from '../partitions/find-partition.js'

/** See the file. */
export const offsetForLeaderEpoch = handler(
  offsetForLeaderEpochRequest,
  offsetForLeaderEpochResponse,
  { versions: [0, 4] },
  (broker, request) => ({
    topics: request.topics.map((topic) => ({
      topic: topic.topic,
      partitions: topic.partitions.map(({ partition: index, currentLeaderEpoch, leaderEpoch }) => {
        const partition = findPartition(broker, topic.topic, index, currentLeaderEpoch)
        if (typeof partition === 'string') {
          return { partition: index, errorCode: errorCode(partition), leaderEpoch: -1, endOffset: -1 }
        }
        const end = partition.endOfEpoch(leaderEpoch)
        return { partition: index, errorCode: 0, leaderEpoch: end.epoch, endOffset: end.endOffset }
      }),
    })),
  }),
)
