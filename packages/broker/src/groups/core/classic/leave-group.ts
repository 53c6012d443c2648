/**
 * LeaveGroup: one or several members go (KIP-345 brought the batch, and leaving by group instance id alone,
 * which is how an operator takes out a static member). Each has its own result.
 */
import type { KafkaErrorName } from '@samsa/protocol/kafka-errors'
import { answer, type RequestId } from '../../../coordinator/decision.js'
import type { LeaveGroupReply, LeftMember } from '../group-replies.js'
import type { GroupSettings } from '../group-settings.js'
import { type ClassicGroup, staticMemberId } from './classic-group.js'
import { type GroupDecision, GroupTurn } from './group-turn.js'
import { completeJoinIfAllJoined, rebalanceOrCompleteJoin } from './rebalance.js'
import { memberError } from './validate-member.js'

/** A LeaveGroup request, free of API versions. */
export interface LeaveGroup {
  readonly groupId: string
  readonly members: readonly LeavingMember[]
}

export interface LeavingMember {
  /** '' when only the group instance id is known. */
  readonly memberId: string
  readonly groupInstanceId: string | null
  readonly reason: string | null
}

/** See the file. */
export function decideLeaveGroup(
  group: ClassicGroup | undefined,
  leave: LeaveGroup,
  request: RequestId,
  settings: GroupSettings,
  now: number,
): GroupDecision {
  if (leave.groupId === '') return answer(request, leaveReply('INVALID_GROUP_ID', []))
  if (group === undefined) {
    const unknown = leave.members.map((member) => left(member, 'UNKNOWN_MEMBER_ID'))
    return answer(request, leaveReply('NONE', unknown))
  }
  const turn = new GroupTurn(group, settings, now)
  const results = leave.members.map((member) => left(member, takeOut(turn, member)))
  turn.reply(request, leaveReply('NONE', results))
  if (turn.unchanged) return turn.decision()
  const gone = results.filter((result) => result.error === 'NONE').map((result) => result.memberId)
  const { state } = turn.group
  if (state === 'PreparingRebalance') completeJoinIfAllJoined(turn)
  else if (state !== 'Empty') rebalanceOrCompleteJoin(turn, `${gone.join(', ')} left`)
  return turn.decision()
}

function takeOut(turn: GroupTurn, leaving: LeavingMember): KafkaErrorName {
  const { group } = turn
  const { memberId, groupInstanceId } = leaving
  if (memberId === '') {
    const holder = groupInstanceId === null ? undefined : staticMemberId(group, groupInstanceId)
    if (holder === undefined) return 'UNKNOWN_MEMBER_ID'
    turn.dropMember(holder)
  } else {
    const error = group.pendingJoins.has(memberId) ? 'NONE' : memberError(group, memberId, groupInstanceId)
    if (error !== 'NONE') return error
    turn.dropMember(memberId)
  }
  turn.because(`${memberId || groupInstanceId} leaves; client reason: ${leaving.reason ?? 'not provided'}`)
  return 'NONE'
}

function left(member: LeavingMember, error: KafkaErrorName): LeftMember {
  return { memberId: member.memberId, groupInstanceId: member.groupInstanceId, error }
}

function leaveReply(error: KafkaErrorName, members: readonly LeftMember[]): LeaveGroupReply {
  return { kind: 'leave', error, members }
}
