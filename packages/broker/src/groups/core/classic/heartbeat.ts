/**
 * Heartbeat: keeps a member's session alive and tells it when to rejoin; and what happens when a session
 * ends.
 */
import type { KafkaErrorName } from '@samsa/protocol/kafka-errors'
import { answer, nothing, type RequestId } from '../../../coordinator/decision.js'
import type { HeartbeatReply } from '../group-replies.js'
import type { GroupSettings } from '../group-settings.js'
import type { ClassicGroup } from './classic-group.js'
import { type GroupDecision, GroupTurn } from './group-turn.js'
import { completeJoinWithoutLeaver, rebalanceOrCompleteJoin } from './rebalance.js'
import { memberOfGenerationError } from './validate-member.js'

/** A Heartbeat request, free of API versions. */
export interface Heartbeat {
  readonly groupId: string
  readonly generationId: number
  readonly memberId: string
  readonly groupInstanceId: string | null
}

/** See the file. */
export function decideHeartbeat(
  group: ClassicGroup | undefined,
  heartbeat: Heartbeat,
  request: RequestId,
  settings: GroupSettings,
  now: number,
): GroupDecision {
  const { groupId, memberId, groupInstanceId, generationId } = heartbeat
  if (groupId === '') return answer(request, heartbeatReply('INVALID_GROUP_ID'))
  if (group === undefined) return answer(request, heartbeatReply('UNKNOWN_MEMBER_ID'))
  const error = memberOfGenerationError(group, memberId, groupInstanceId, generationId)
  const member = group.members.get(memberId)
  if (member === undefined || error !== 'NONE') return answer(request, heartbeatReply(error))
  const turn = new GroupTurn(group, settings, now)
  turn.renewSession(member)
  turn.reply(request, heartbeatReply(group.state === 'PreparingRebalance' ? 'REBALANCE_IN_PROGRESS' : 'NONE'))
  return turn.decision()
}

/**
 * A session timer went off. Members that wait for an answer of ours are alive; new ones may still be given
 * up.
 */
export function decideSessionEnd(
  group: ClassicGroup,
  memberId: string,
  settings: GroupSettings,
  now: number,
): GroupDecision {
  const turn = new GroupTurn(group, settings, now)
  if (group.pendingJoins.has(memberId)) {
    turn.dropMember(memberId)
    turn.because(`${memberId} was never used`)
    completeJoinWithoutLeaver(turn)
    return turn.decision()
  }
  const member = group.members.get(memberId)
  if (member === undefined) return nothing
  const waits = member.awaitingJoin !== undefined || member.awaitingSync !== undefined
  if (waits && !member.isNew) return nothing
  turn.dropMember(memberId)
  if (group.state === 'PreparingRebalance') completeJoinWithoutLeaver(turn)
  else rebalanceOrCompleteJoin(turn, `the session of ${memberId} ended`)
  return turn.decision()
}

function heartbeatReply(error: KafkaErrorName): HeartbeatReply {
  return { kind: 'heartbeat', error }
}
