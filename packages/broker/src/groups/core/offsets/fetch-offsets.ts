/**
 * OffsetFetch that must be stable (KIP-447): answered with the latest state, so that it waits for what was
 * committed just before, and with the offsets that undecided transactions hold back.
 */
import type { KafkaErrorName } from '@samsa/protocol/kafka-errors'
import { answer, type RequestId } from '../../../coordinator/decision.js'
import type { GroupDecision } from '../classic/group-turn.js'
import type { OffsetsReply } from '../group-replies.js'
import type { GroupState } from '../group-state.js'
import { noOffsets } from './group-offsets.js'

/** See the file. */
export function decideOffsets(state: GroupState | undefined, request: RequestId): GroupDecision {
  const offsets = state?.offsets ?? noOffsets
  const pending = [...(state?.pendingOffsets.values() ?? [])]
  return answer(request, { kind: 'offsets', error: 'NONE', offsets, pending })
}

/** An OffsetFetch that is refused as a whole. */
export function offsetsRefused(error: KafkaErrorName): OffsetsReply {
  return { kind: 'offsets', error, offsets: noOffsets, pending: [] }
}
